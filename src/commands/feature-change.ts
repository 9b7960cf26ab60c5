import type { Command } from 'commander';
import { AgentTuiError, type Feature } from '../engine/index.ts';
import { changedDraft, withDraftFlags, type DraftFlags } from './feature-draft.ts';
import { featureObject } from './feature-show.ts';
import { print, printJson, type Io } from './io.ts';
import { wholeNumber, withProject, type CommonFlags } from './options.ts';
import { requireFeature, withDoor, type ProjectDoor } from './project-door.ts';

/** One thing that may be done to a feature without further words. */
interface Change {
  readonly verb: string;
  readonly description: string;
  /** What is said once it is done. */
  readonly done: string;
  readonly act: (door: ProjectDoor, feature: Feature) => Promise<void>;
}

const changes: readonly Change[] = [
  {
    verb: 'retry',
    description: 'queue a blocked or waiting feature at once, its failures forgiven',
    done: 'queued again',
    act: ({ features }, { id }) => features.retryFeature(id),
  },
  {
    verb: 'block',
    description: 'take a feature out of the queue until it is unblocked; its agent is ended',
    done: 'blocked',
    act: ({ features }, { id }) => features.blockFeature(id),
  },
  {
    verb: 'unblock',
    description: 'queue a blocked feature again',
    done: 'unblocked',
    act: ({ features }, { id, state }) => {
      if (state === 'blocked') return features.retryFeature(id);
      throw new AgentTuiError('usage', `feature ${String(id)} is ${state} and not blocked`, {
        hint: 'agent-tui feature list shows every feature and its state',
      });
    },
  },
  {
    verb: 'cancel',
    description: 'take a feature out of the queue for good; its agent is ended, its work is kept',
    done: 'cancelled',
    act: ({ features }, { id }) => features.cancelFeature(id),
  },
];

/** `agent-tui feature retry|block|unblock|cancel|priority|edit`: through the engine when one runs. */
export function addFeatureChanges(feature: Command, io: Io): void {
  for (const { verb, description, done, act } of changes) {
    withProject(feature.command(`${verb} <feature>`))
      .description(description)
      .option('--json', 'print the feature as one JSON object')
      .action((word: string, flags: CommonFlags) =>
        change(io, flags, { word, done, act: (door, found) => act(door, found) }),
      );
  }
  withProject(feature.command('priority <feature> <n>'))
    .description('change when a feature runs; smaller runs first')
    .option('--json', 'print the feature as one JSON object')
    .action((word: string, n: string, flags: CommonFlags) => {
      const priority = wholeNumber(n, 'priority');
      return change(io, flags, {
        word,
        done: `has priority ${String(priority)}`,
        act: ({ features }, { id }) => features.setPriority(id, priority),
      });
    });
  withDraftFlags(withProject(feature.command('edit <feature>')))
    .description('change what is asked for; what is not named stays, "" empties a list')
    .option('--name <name>', 'another name')
    .option('--json', 'print the feature as one JSON object')
    .action((word: string, flags: DraftFlags) =>
      change(io, flags, {
        word,
        done: 'changed',
        act: ({ features, queue }, found) =>
          features.editFeature(found.id, changedDraft(found, flags, queue)),
      }),
    );
}

/** What was asked for is done, and the feature may be blocked all the same by what it needs. */
function blockedWords({ state, blockedReason }: Feature, done: string): string {
  if (state !== 'blocked' || done === 'blocked') return '';
  return `, and blocked: ${blockedReason ?? 'no reason is known'}`;
}

/** Does something to one feature and says so with the feature as it is then. */
function change(
  io: Io,
  flags: CommonFlags,
  given: { readonly word: string; readonly done: string; readonly act: Change['act'] },
): Promise<void> {
  return withDoor(io, flags, async (door) => {
    const found = requireFeature(door.queue, given.word);
    await given.act(door, found);
    const now = door.queue.features.find(found.id) ?? found;
    if (flags.json === true) printJson(io, featureObject(now));
    else print(io, `#${String(now.id)} ${now.name}: ${given.done}${blockedWords(now, given.done)}`);
  });
}
