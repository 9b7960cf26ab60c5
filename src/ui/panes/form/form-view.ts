import { cutRight, plain, span } from '../../components/cells.ts';
import type { Line } from '../../components/cells.ts';
import type { FrameView, PaneSize } from '../../components/frame.ts';
import { inputLine } from '../../components/input-line.ts';
import type { Glyphs } from '../../glyphs.ts';
import { problemsOf, suggestionFor } from '../../store/form.ts';
import type { FormProblems } from '../../store/form.ts';
import { keepInSight } from '../../store/list.ts';
import { featuresOf } from '../../store/selectors.ts';
import { formFields } from '../../store/state.ts';
import type { FormField, FormState, TextInput, UiState } from '../../store/state.ts';

const labels: Readonly<Record<FormField, string>> = {
  name: 'name',
  description: 'description',
  category: 'category',
  difficulty: 'difficulty',
  priority: 'priority',
  dependsOn: 'depends on',
  acceptance: 'acceptance',
};

const hints: Readonly<Record<FormField, string>> = {
  name: 'What is to be built, in a few words.',
  description: 'What the agent is told; it may have many lines.',
  category: 'For instance api, auth, tests, docs: it decides the tier of model.',
  difficulty: 'easy, normal or hard: what is easy may get a cheaper model.',
  priority: 'Smaller runs first.',
  dependsOn: 'Names or numbers with commas between: they must be merged first.',
  acceptance: 'A command that shows that it is right; part of what the agent is told.',
};

const labelWidth = 13;

/** The rows that the form has for text. */
export function formHeight(bodyHeight: number): number {
  return Math.min(19, bodyHeight - 2);
}

/** The form for a new feature or a change of one. */
export function formView(state: UiState, glyphs: Glyphs, size: PaneSize): FrameView {
  const layer = state.layers.findLast((other) => other.kind === 'form');
  if (layer === undefined) return { title: [], rows: [], isFocused: true };
  const { form } = layer;
  const features = featuresOf(state);
  const problems = form.wasSaved ? problemsOf(form, features) : {};
  const width = size.width - 4 - labelWidth;
  const descriptionRows = Math.max(2, size.height - 2 - 6 - 3);
  const rows = formFields.flatMap((field) =>
    fieldRows(form, { field, width, rows: field === 'description' ? descriptionRows : 1, glyphs }),
  );
  return {
    title: [span(form.editing === null ? 'New feature' : `Change #${String(form.editing)}`)],
    rows: [...rows, [], noteLine(state, form, problems)],
    foot: [span('Ctrl+S saves', { weight: 'dim' })],
    isFocused: true,
  };
}

function fieldRows(
  form: FormState,
  field: { field: FormField; width: number; rows: number; glyphs: Glyphs },
): Line[] {
  const input = form.inputs[field.field];
  const isHere = form.field === field.field;
  const label = span(
    labels[field.field].padEnd(labelWidth),
    isHere ? { weight: 'bold' } : { weight: 'dim' },
  );
  const lines =
    field.rows === 1 ? [oneLine(input, isHere, field)] : manyLines(input, isHere, field);
  return lines.map((line, at) => [at === 0 ? label : span(' '.repeat(labelWidth)), ...line]);
}

function oneLine(input: TextInput, isHere: boolean, look: { width: number; glyphs: Glyphs }): Line {
  if (isHere) return inputLine(input, look.width);
  return [span(cutRight(plain(input.text), look.width, look.glyphs.ellipsis))];
}

/** The part of a text of many lines around its cursor. */
function manyLines(
  input: TextInput,
  isHere: boolean,
  look: { width: number; rows: number; glyphs: Glyphs },
): Line[] {
  const lines = input.text.split('\n');
  const cursorLine = input.text.slice(0, input.cursor).split('\n').length - 1;
  const top = keepInSight({
    top: 0,
    selected: isHere ? cursorLine : 0,
    rows: look.rows,
    count: lines.length,
  });
  const column =
    input.cursor - lines.slice(0, cursorLine).join('\n').length - (cursorLine > 0 ? 1 : 0);
  return Array.from({ length: look.rows }, (_, row): Line => {
    const text = lines[top + row] ?? '';
    const isCursorLine = isHere && top + row === cursorLine;
    return oneLine({ text, cursor: isCursorLine ? column : 0 }, isCursorLine, look);
  });
}

/** What is wrong with the field in focus, else with the first that is wrong, else what the field is for. */
function noteLine(state: UiState, form: FormState, problems: FormProblems): Line {
  const wrong =
    problems[form.field] === undefined
      ? formFields.find((field) => problems[field] !== undefined)
      : form.field;
  if (wrong !== undefined) {
    return [span(`${labels[wrong]}: ${problems[wrong] ?? ''}`, { token: 'bad' })];
  }
  const found = form.field === 'dependsOn' ? suggestionFor(form, featuresOf(state)) : undefined;
  if (found !== undefined)
    return [span(`Ctrl+N: #${String(found.id)} ${found.name}`, { token: 'focus' })];
  return [span(hints[form.field], { weight: 'dim' })];
}
