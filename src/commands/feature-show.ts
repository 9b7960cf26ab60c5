import type { Command } from 'commander';
import { modelOfFeature, type Feature, type Queue } from '../engine/index.ts';
import { isoTime } from './event-line.ts';
import { columns, print, printJson, type Io } from './io.ts';
import { withProject, type CommonFlags } from './options.ts';
import { requireFeature, withQueue } from './project-door.ts';

const pathsShownMax = 20;

type FeatureModel = NonNullable<ReturnType<typeof modelOfFeature>>;

/** `agent-tui feature list` and `show`: what the rows say. */
export function addFeatureReadings(feature: Command, io: Io): void {
  withProject(feature.command('list'))
    .description('all features and their states')
    .option('--json', 'print one JSON array')
    .action((flags: CommonFlags) =>
      withQueue(io, flags, (queue) => {
        const all = queue.features.all();
        if (flags.json === true) printJson(io, all.map(featureObject));
        else if (all.length === 0) {
          print(
            io,
            'No features yet. agent-tui feature add NAME adds one, feature import FILE many.',
          );
        } else print(io, ...columns(all.map(featureCells)));
      }),
    );
  withProject(feature.command('show <feature>'))
    .description('one feature, by number or name')
    .option('--json', 'print the feature as one JSON object')
    .action((word: string, flags: CommonFlags) =>
      withQueue(io, flags, (queue, project) => {
        const found = requireFeature(queue, word);
        const model = modelOfFeature(project, found.id) ?? null;
        if (flags.json === true) printJson(io, { ...shownObject(found, queue), model });
        else print(io, ...featureLines(found, queue, model));
      }),
    );
}

/** A feature as JSON: its fields, with times as ISO 8601. */
export function featureObject(feature: Feature): Record<string, unknown> {
  return {
    ...feature,
    notBefore: feature.notBefore === 0 ? null : isoTime(feature.notBefore),
    createdAt: isoTime(feature.createdAt),
    updatedAt: isoTime(feature.updatedAt),
  };
}

function shownObject(feature: Feature, queue: Queue): Record<string, unknown> {
  return {
    ...featureObject(feature),
    paths: queue.paths.of(feature.id),
    messages: queue.messages.open(feature.id).map(({ text }) => text),
  };
}

function featureCells(feature: Feature): string[] {
  const attempts = feature.attempts === 0 ? '' : `attempt ${String(feature.attempts)}`;
  return [`#${String(feature.id)}`, feature.name, feature.state, attempts, feature.lastError ?? ''];
}

function featureLines(feature: Feature, queue: Queue, model: FeatureModel | null): string[] {
  const needs = feature.dependsOn.map(
    (id) => `#${String(id)} ${queue.features.find(id)?.name ?? ''}`,
  );
  const rows: (readonly [string, string | null])[] = [
    ['state', feature.state],
    ['blocked', feature.blockedReason],
    ['category', categoryText(feature)],
    ['priority', String(feature.priority)],
    ['needs', needs.length === 0 ? null : needs.join(', ')],
    ['paths', pathsText(queue.paths.of(feature.id))],
    ['attempts', attemptsText(feature)],
    ['agent', feature.lastAgent],
    ['model', model === null ? null : modelText(model)],
    ['merged as', feature.mergedAs],
    ['last error', feature.lastError],
    ['acceptance', feature.acceptance === '' ? null : feature.acceptance],
    ...queue.messages.open(feature.id).map(({ text }) => ['message', text] as const),
  ];
  const cells = rows.flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
  const head = `#${String(feature.id)} ${feature.name}`;
  const description = feature.description === '' ? [] : ['', feature.description];
  return [head, ...columns(cells), ...description];
}

/** How hard it is, where that is worth a word. */
function categoryText({ category, difficulty }: Feature): string {
  return difficulty === 'normal' ? category : `${category}, ${difficulty}`;
}

function modelText({ tier, model, reason }: FeatureModel): string {
  return `${model === null ? tier : `${model} (${tier})`}: ${reason}`;
}

/** The charged attempts, and what became of them where something did. */
function attemptsText({ attempts, gateFailures, conflicts, faults }: Feature): string {
  const parts: (readonly [number, string])[] = [
    [gateFailures, 'rejected by the gate'],
    [conflicts, 'in conflict with main'],
    [faults, 'ended by a fault'],
  ];
  const said = parts.flatMap(([count, what]) => (count === 0 ? [] : [`${String(count)} ${what}`]));
  return said.length === 0 ? String(attempts) : `${String(attempts)} (${said.join(', ')})`;
}

function pathsText(paths: readonly string[]): string | null {
  if (paths.length === 0) return null;
  const more = paths.length - pathsShownMax;
  const shown = paths.slice(0, pathsShownMax).join(', ');
  return more > 0 ? `${shown} and ${String(more)} more` : shown;
}
