import type { Context, Slot } from './context.ts';
import { featureStatus, type Feature } from './model/feature.ts';
import type { EngineEvent } from './model/event.ts';
import type { AgentStatus } from './model/session.ts';
import type { EngineView, FeatureRow } from './model/view.ts';

const verdictsShownMax = 50;

/** Makes the view of everything that the screen shows. */
export function overview(context: Context, lastEvent: EngineEvent | null): EngineView {
  const { project, queue, run } = context;
  const { config, paths } = project;
  return {
    project: { name: project.name, dir: paths.projectDir },
    preset: config.preset,
    run: { state: run.state, reason: run.reason, startedAt: run.startedAt },
    main: run.main,
    features: featureRows(context),
    agents: [...context.slots.values()].map((slot) => agentStatus(context, slot)),
    gate: {
      current: run.gate,
      queued: queue.candidates.queuedCount(),
      verdicts: queue.candidates.verdicts(verdictsShownMax),
      lastGreenAt: run.lastGreenAt,
    },
    checkpoints: checkpointsInWork(context),
    costUsd: queue.sessions.spentUsd(),
    banner: run.banners.first(),
    lastEvent,
  };
}

function featureRows(context: Context): FeatureRow[] {
  const features = context.features.all();
  const merged = new Set(features.filter((f) => f.state === 'merged').map((f) => f.id));
  const agentOf = new Map(
    [...context.slots.values()].flatMap((slot): [number, string][] =>
      slot.work === null ? [] : [[slot.work.feature.id, slot.agent]],
    ),
  );
  const now = context.clock.now();
  return features.map((feature: Feature) => ({
    ...feature,
    status: featureStatus(feature, (id) => merged.has(id), now),
    agent: agentOf.get(feature.id) ?? null,
  }));
}

function checkpointsInWork(context: Context): EngineView['checkpoints'] {
  const ids = [...context.slots.values()].flatMap((slot) =>
    slot.work === null ? [] : [slot.work.feature.id],
  );
  return Object.fromEntries(ids.map((id) => [id, context.queue.checkpoints.of(id)]));
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
    driver: context.agent.name,
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
