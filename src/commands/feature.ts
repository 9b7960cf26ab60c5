import type { Command } from 'commander';
import {
  AgentTuiError,
  openQueue,
  systemClock,
  type Feature,
  type FeatureDraft,
  type Queue,
} from '../engine/index.ts';
import { isoTime } from './event-line.ts';
import { importFeatures } from './import-features.ts';
import { columns, print, printJson, type Io } from './io.ts';
import {
  openNamedProject,
  withProject,
  wholeNumber,
  type CommandContext,
  type CommonFlags,
} from './options.ts';

interface AddFlags extends CommonFlags {
  readonly description?: string;
  readonly category?: string;
  readonly priority?: string;
  readonly dependsOn?: readonly string[];
  readonly acceptance?: string;
}

/** The priority of a feature that does not name one; smaller runs first. */
export const defaultPriority = 100;

/** Opens the queue of the project that the flags name, for as long as the act takes. */
type WithQueue = (flags: CommonFlags, act: (queue: Queue) => void | Promise<void>) => Promise<void>;

/** What the subcommands hang on. */
interface Parent {
  readonly feature: Command;
  readonly io: Io;
  readonly withQueue: WithQueue;
}

/** `agent-tui feature …`: what is asked for. */
export function addFeatureCommand(program: Command, { io }: CommandContext): void {
  const feature = program.command('feature').description('add, list, show and import features');
  const withQueue: WithQueue = async (flags, act) => {
    const project = await openNamedProject(io, flags);
    try {
      await act(
        openQueue(
          project.db,
          () => systemClock.now(),
          () => undefined,
        ),
      );
    } finally {
      project.close();
    }
  };
  const parent = { feature, io, withQueue };
  addAddCommand(parent);
  addListCommand(parent);
  addShowCommand(parent);
  addImportCommand(parent);
}

function addAddCommand({ feature, io, withQueue }: Parent): void {
  withProject(feature.command('add <name>'))
    .description('add one feature to the queue')
    .option('--description <text>', 'what is wanted, as the agent will read it')
    .option('--category <word>', 'for instance auth, database, docs', 'general')
    .option('--priority <n>', 'smaller runs first', String(defaultPriority))
    .option('--depends-on <name...>', 'features that must be merged first')
    .option('--acceptance <command>', 'how a person would see that it is right')
    .option('--json', 'print the feature as one JSON object')
    .action((name: string, flags: AddFlags) =>
      withQueue(flags, (queue) => {
        const [added] = queue.addFeatures([draftOf(name, flags)]);
        if (added === undefined) return;
        if (flags.json === true) printJson(io, featureObject(added));
        else print(io, `added #${String(added.id)} ${added.name}`);
      }),
    );
}

function addListCommand({ feature, io, withQueue }: Parent): void {
  withProject(feature.command('list'))
    .description('all features and their states')
    .option('--json', 'print one JSON array')
    .action((flags: CommonFlags) =>
      withQueue(flags, (queue) => {
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
}

function addShowCommand({ feature, io, withQueue }: Parent): void {
  withProject(feature.command('show <feature>'))
    .description('one feature, by number or name')
    .option('--json', 'print the feature as one JSON object')
    .action((word: string, flags: CommonFlags) =>
      withQueue(flags, (queue) => {
        const found = requireFeature(queue, word);
        if (flags.json === true) printJson(io, featureObject(found));
        else print(io, ...featureLines(found, queue));
      }),
    );
}

function addImportCommand({ feature, io, withQueue }: Parent): void {
  withProject(feature.command('import <file>'))
    .description('add the features of a JSON or YAML list; all of them or none')
    .option('--json', 'print the features as one JSON array')
    .action((file: string, flags: CommonFlags) =>
      withQueue(flags, async (queue) => {
        const added = queue.addFeatures(await importFeatures(io.cwd, file));
        if (flags.json === true) printJson(io, added.map(featureObject));
        else print(io, `added ${String(added.length)} feature${added.length === 1 ? '' : 's'}`);
      }),
    );
}

function draftOf(name: string, flags: AddFlags): FeatureDraft {
  if (name.trim() === '') {
    throw new AgentTuiError('usage', 'a feature needs a name', {
      hint: 'for instance: agent-tui feature add "User login"',
    });
  }
  return {
    name: name.trim(),
    description: flags.description ?? '',
    category: flags.category ?? 'general',
    priority: wholeNumber(flags.priority ?? String(defaultPriority), '--priority'),
    dependsOn: flags.dependsOn ?? [],
    acceptance: flags.acceptance ?? '',
  };
}

function requireFeature(queue: Queue, word: string): Feature {
  const number = /^#?(\d+)$/.exec(word)?.[1];
  const found =
    queue.features.findByName(word) ??
    (number === undefined ? undefined : queue.features.find(Number(number)));
  if (found !== undefined) return found;
  throw new AgentTuiError('usage', `there is no feature "${word}"`, {
    hint: 'agent-tui feature list shows all',
  });
}

/** A feature as JSON: its fields, with times as ISO 8601. */
function featureObject(feature: Feature): Record<string, unknown> {
  return {
    ...feature,
    notBefore: feature.notBefore === 0 ? null : isoTime(feature.notBefore),
    createdAt: isoTime(feature.createdAt),
    updatedAt: isoTime(feature.updatedAt),
  };
}

function featureCells(feature: Feature): string[] {
  const attempts = feature.attempts === 0 ? '' : `attempt ${String(feature.attempts)}`;
  return [`#${String(feature.id)}`, feature.name, feature.state, attempts, feature.lastError ?? ''];
}

function featureLines(feature: Feature, queue: Queue): string[] {
  const needs = feature.dependsOn.map(
    (id) => `#${String(id)} ${queue.features.find(id)?.name ?? ''}`,
  );
  const rows: (readonly [string, string | null])[] = [
    ['state', feature.state],
    ['blocked', feature.blockedReason],
    ['category', feature.category],
    ['priority', String(feature.priority)],
    ['needs', needs.length === 0 ? null : needs.join(', ')],
    ['attempts', String(feature.attempts)],
    ['merged as', feature.mergedAs],
    ['last error', feature.lastError],
    ['acceptance', feature.acceptance === '' ? null : feature.acceptance],
  ];
  const cells = rows.flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
  const head = `#${String(feature.id)} ${feature.name}`;
  const description = feature.description === '' ? [] : ['', feature.description];
  return [head, ...columns(cells), ...description];
}
