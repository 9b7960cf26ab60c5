import type { Context, Slot } from './context.ts';
import type { FeaturesSeen } from './feature-cache.ts';
import type { Checkpoint } from './model/checkpoint.ts';
import type { EngineEvent } from './model/event.ts';
import type { AgentStatus } from './model/session.ts';
import type { EngineView } from './model/view.ts';

const verdictsShownMax = 50;

/** Makes views of everything that the screen shows; what has not changed since the last one is not read again. */
export class Overview {
  readonly #context: Context;
  #checkpoints: ReadonlyMap<number, readonly Checkpoint[]> = new Map();

  constructor(context: Context) {
    this.#context = context;
  }

  /** The view as it is now. */
  view(lastEvent: EngineEvent | null): EngineView {
    const { project, queue, run, slots, models } = this.#context;
    const { paths } = project;
    const { list, counts, named } = this.#features();
    return {
      project: { name: project.name, dir: paths.projectDir },
      preset: models.settings().preset,
      run: { state: run.state, reason: run.reason, startedAt: run.startedAt },
      main: run.main,
      features: list,
      featureCounts: counts,
      agents: [...slots.values()].map((slot) => agentStatus(this.#context, slot)),
      gate: {
        current: run.gate,
        queued: queue.candidates.queuedCount(),
        verdicts: queue.candidates.verdicts(verdictsShownMax),
        lastGreenAt: run.lastGreenAt,
      },
      checkpoints: this.#checkpointsInWork(named),
      costUsd: queue.sessions.spentUsd(),
      banner: run.banners.first(),
      lastEvent,
    };
  }

  #features(): FeaturesSeen {
    const { features, queue, clock, slots } = this.#context;
    const agentOf = new Map(
      [...slots.values()].flatMap((slot): [number, string][] =>
        slot.work === null ? [] : [[slot.work.feature.id, slot.agent]],
      ),
    );
    return features.look({ changes: queue.features.changes, now: clock.now(), agentOf });
  }

  /** Of the features in work. A checkpoint is stored with an event that names its feature. */
  #checkpointsInWork(named: FeaturesSeen['named']): EngineView['checkpoints'] {
    const { slots, queue } = this.#context;
    const kept = new Map<number, readonly Checkpoint[]>();
    for (const { work } of slots.values()) {
      if (work === null) continue;
      const { id } = work.feature;
      const known = named?.has(id) === false ? this.#checkpoints.get(id) : undefined;
      kept.set(id, known ?? queue.checkpoints.of(id));
    }
    this.#checkpoints = kept;
    return Object.fromEntries(kept);
  }
}

function agentStatus(context: Context, slot: Slot): AgentStatus {
  const { work } = slot;
  const session = work?.session ?? null;
  const usage = session?.usage() ?? { tokens: null, costUsd: null };
  const { clock } = context;
  const ago = (monotonic: number) => clock.now() - (clock.monotonic() - monotonic);
  return {
    name: slot.agent,
    state: stateOf(slot),
    driver: slot.isGuest ? 'guest' : context.agent.name,
    feature: work?.feature.id ?? null,
    featureState: work === null ? null : 'in_progress',
    session: work?.sessionId ?? null,
    pid: session?.identity?.pid ?? null,
    startedAt: session?.startedAt ?? null,
    heartbeatAt: session === null || work === null ? null : ago(work.lastBeatAt),
    progressAt: session === null ? null : ago(session.progressAt()),
    changedFiles: work?.changedFiles ?? null,
    tokens: usage.tokens,
    costUsd: usage.costUsd,
  };
}

/** What a person calls a slot's phase. */
export function stateOf(slot: Slot): AgentStatus['state'] {
  switch (slot.phase) {
    case 'idle':
      return slot.held ? 'paused' : 'idle';
    case 'preparing':
      return 'starting';
    case 'working':
      return 'working';
    case 'paused':
      return 'paused';
    case 'ending':
      return 'stopping';
  }
}
