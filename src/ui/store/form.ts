import type { Feature, FeatureDraft, FeatureList, FeatureRow } from './engine-types.ts';
import { featureIn } from './list.ts';
import type { FormField, FormState } from './state.ts';
import { emptyInput, inputOf } from './text-input.ts';

type Difficulty = Feature['difficulty'];

/** Bounds of a feature's fields. */
export const formLimits = { nameCharsMax: 200, priorityMax: 1_000_000 } as const;

/** An empty form, or one that holds a feature to change. */
export function formFor(feature: FeatureRow | null, features: FeatureList): FormState {
  const names = (feature?.dependsOn ?? []).map(
    (id) => featureIn(features, id)?.name ?? `#${String(id)}`,
  );
  return {
    editing: feature?.id ?? null,
    field: 'name',
    inputs: {
      name: inputOf(feature?.name ?? ''),
      description: inputOf(feature?.description ?? ''),
      category: inputOf(feature?.category ?? ''),
      difficulty: inputOf(feature?.difficulty ?? 'normal'),
      priority: inputOf(String(feature?.priority ?? 100)),
      dependsOn: inputOf(names.join(', ')),
      acceptance: feature === null ? emptyInput : inputOf(feature.acceptance),
    },
    wasSaved: false,
  };
}

/** Whether something was typed that closing would lose. */
export function isFormChanged(form: FormState, features: FeatureList): boolean {
  const feature = featureIn(features, form.editing) ?? null;
  const start = formFor(feature, features).inputs;
  return Object.entries(form.inputs).some(
    ([field, input]) => start[field as FormField].text !== input.text,
  );
}

/** What is wrong with a field, one short sentence each. */
export type FormProblems = Partial<Record<FormField, string>>;

/** Everything that keeps the form from being saved. */
export function problemsOf(form: FormState, features: FeatureList): FormProblems {
  const problems: FormProblems = {};
  const name = form.inputs.name.text.trim();
  const isTaken = isNameTaken(features, name, form.editing);
  if (name === '') problems.name = 'A feature needs a name.';
  else if (name.length > formLimits.nameCharsMax) {
    problems.name = `At most ${String(formLimits.nameCharsMax)} characters.`;
  } else if (isTaken) problems.name = 'There is a feature with this name already.';
  if (priorityOf(form) === null) problems.priority = 'A whole number from 0; smaller runs first.';
  if (difficultyOf(form) === null) problems.difficulty = `One of ${difficulties.join(', ')}.`;
  const dependency = dependencyProblem(form, features);
  if (dependency !== null) problems.dependsOn = dependency;
  return problems;
}

function isNameTaken(features: FeatureList, name: string, editing: number | null): boolean {
  for (const row of features) if (row.name === name && row.id !== editing) return true;
  return false;
}

function priorityOf(form: FormState): number | null {
  const text = form.inputs.priority.text.trim();
  const value = Number(text);
  return /^\d+$/.test(text) && value <= formLimits.priorityMax ? value : null;
}

/** As the engine takes it; an empty field is what a feature has where nobody says otherwise. */
const difficulties = ['easy', 'normal', 'hard'] as const satisfies readonly Difficulty[];

function difficultyOf(form: FormState): Difficulty | null {
  const text = form.inputs.difficulty.text.trim().toLowerCase() || 'normal';
  return difficulties.find((word) => word === text) ?? null;
}

/** The features named in "depends on", by name or number, as they were typed. */
function wantedNames(form: FormState): string[] {
  return form.inputs.dependsOn.text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** The features that are meant, by name or else by number, each under the words that were typed: one walk for all. */
function featuresCalled(
  features: FeatureList,
  wanted: readonly string[],
): ReadonlyMap<string, FeatureRow> {
  if (wanted.length === 0) return new Map();
  const byName = new Map<string, FeatureRow>();
  const names = new Set(wanted.map((words) => words.toLowerCase()));
  for (const row of features) {
    const name = row.name.toLowerCase();
    if (names.has(name) && !byName.has(name)) byName.set(name, row);
  }
  const called = wanted.map((words): [string, FeatureRow | undefined] => {
    const number = /^#?(\d+)$/.exec(words)?.[1] ?? null;
    const numbered = featureIn(features, number === null ? null : Number(number));
    return [words, byName.get(words.toLowerCase()) ?? numbered];
  });
  return new Map(called.filter((entry): entry is [string, FeatureRow] => entry[1] !== undefined));
}

function dependencyProblem(form: FormState, features: FeatureList): string | null {
  const names = wantedNames(form);
  const called = featuresCalled(features, names);
  for (const wanted of names) {
    const found = called.get(wanted);
    if (found === undefined) return `No feature is called ${wanted}.`;
    const path = form.editing === null ? null : pathTo(features, found.id, form.editing);
    if (path !== null && form.editing !== null) {
      const circle = [form.editing, ...path].map((id) => `#${String(id)}`).join(' > ');
      return `This closes a circle: ${circle}.`;
    }
  }
  return null;
}

/** The dependencies that lead from one feature to another, both ends included; null: none do. */
function pathTo(features: FeatureList, from: number, to: number): number[] | null {
  const cameFrom = new Map<number, number | null>([[from, null]]);
  const open = [from];
  for (let at = 0, id = from; at < open.length && id !== to; at += 1) {
    id = open[at] ?? to;
    for (const next of featureIn(features, id)?.dependsOn ?? []) {
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, id);
      open.push(next);
    }
  }
  if (!cameFrom.has(to)) return null;
  const path: number[] = [];
  for (let id: number | null = to; id !== null; id = cameFrom.get(id) ?? null) path.push(id);
  return path.reverse();
}

/** The feature as the form asks for it; null while something is wrong. */
export function draftOf(form: FormState, features: FeatureList): FeatureDraft | null {
  const priority = priorityOf(form);
  const difficulty = difficultyOf(form);
  if (priority === null || difficulty === null) return null;
  if (Object.keys(problemsOf(form, features)).length > 0) return null;
  const text = (field: FormField) => form.inputs[field].text.trim();
  const names = wantedNames(form);
  const called = featuresCalled(features, names);
  return {
    name: text('name'),
    description: text('description'),
    category: text('category'),
    difficulty,
    priority,
    dependsOn: names.map((wanted) => called.get(wanted)?.name ?? wanted),
    acceptance: text('acceptance'),
  };
}

/** The feature whose name the last word of "depends on" begins to spell. */
export function suggestionFor(form: FormState, features: FeatureList): FeatureRow | undefined {
  const parts = form.inputs.dependsOn.text.split(',');
  const word = (parts.at(-1) ?? '').trim().toLowerCase();
  if (word === '') return undefined;
  const taken = new Set(parts.slice(0, -1).map((part) => part.trim().toLowerCase()));
  const isOpen = (row: FeatureRow, name: string) =>
    row.id !== form.editing && row.state !== 'cancelled' && !taken.has(name);
  let found: FeatureRow | undefined;
  for (const row of features) {
    const name = row.name.toLowerCase();
    const at = name.indexOf(word);
    if (at === -1 || (at > 0 && found !== undefined) || !isOpen(row, name)) continue;
    found = row;
    if (at === 0) break;
  }
  return found?.name.toLowerCase() === word ? undefined : found;
}

/** "Depends on" with its last word completed. */
export function withSuggestion(form: FormState, features: FeatureList): FormState {
  const found = suggestionFor(form, features);
  if (found === undefined) return form;
  const parts = form.inputs.dependsOn.text.split(',').slice(0, -1);
  const names = [...parts.map((part) => part.trim()), found.name];
  return { ...form, inputs: { ...form.inputs, dependsOn: inputOf(names.join(', ')) } };
}
