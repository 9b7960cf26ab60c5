import { countStates } from '../../src/engine/model/feature.ts';
import type {
  AgentStatus,
  Checkpoint,
  EngineView,
  FeatureRow,
  VerdictRow,
} from '../../src/ui/store/engine-types.ts';

/** The moment at which every view of these tests is looked at. */
export const now = Date.UTC(2026, 4, 6, 12, 41, 0);

/** A feature as the engine shows it; what is not given is plain. */
export function feature(id: number, name: string, more: Partial<FeatureRow> = {}): FeatureRow {
  return {
    id,
    name,
    description: `Build ${name}.`,
    category: 'api',
    difficulty: 'normal',
    priority: 100,
    acceptance: '',
    state: 'pending',
    dependsOn: [],
    epoch: 0,
    attempts: 0,
    gateFailures: 0,
    conflicts: 0,
    faults: 0,
    lastError: null,
    lastAgent: null,
    head: null,
    notBefore: 0,
    blockedReason: null,
    mergedAs: null,
    createdAt: now - 1_000_000,
    updatedAt: now - 1_000,
    status: { kind: 'ready' },
    agent: null,
    ...more,
  };
}

/** A feature that an agent works on. */
export function begun(id: number, name: string, agent: string): FeatureRow {
  return feature(id, name, {
    state: 'in_progress',
    status: { kind: 'in_progress' },
    agent,
    epoch: 1,
    attempts: 1,
  });
}

/** An agent; with a feature it works. */
export function agent(
  name: string,
  on: number | null,
  more: Partial<AgentStatus> = {},
): AgentStatus {
  const isAtWork = on !== null;
  return {
    name,
    state: isAtWork ? 'working' : 'idle',
    driver: 'claude',
    feature: on,
    featureState: isAtWork ? 'in_progress' : null,
    session: isAtWork ? `session-${name}` : null,
    pid: isAtWork ? 4000 : null,
    startedAt: isAtWork ? now - 252_000 : null,
    heartbeatAt: isAtWork ? now - 3_000 : null,
    progressAt: isAtWork ? now - 1_000 : null,
    changedFiles: isAtWork ? 6 : null,
    tokens: null,
    costUsd: null,
    ...more,
  };
}

/** One line of the gatekeeper's history. */
export function verdict(id: string, of: FeatureRow, more: Partial<VerdictRow> = {}): VerdictRow {
  return {
    id,
    featureId: of.id,
    featureName: of.name,
    epoch: 1,
    outcome: 'verified',
    reason: null,
    mergedAs: '3f2c1a9d00',
    passed: 31,
    failed: 0,
    durationMs: 4_200,
    at: now - 49_000,
    ...more,
  };
}

/** A kept state of a feature's work. */
export function checkpoint(
  featureId: number,
  number: number,
  more: Partial<Checkpoint> = {},
): Checkpoint {
  return {
    featureId,
    epoch: 1,
    number,
    commit: `c0ffee${String(number)}000`,
    tree: 'tree',
    reason: 'interval',
    message: `state ${String(number)}`,
    createdAt: now - 600_000 + number * 60_000,
    changedFiles: number,
    insertions: number * 10,
    deletions: number,
    ...more,
  };
}

const features: readonly FeatureRow[] = [
  begun(7, 'User login', 'agent-1'),
  begun(8, 'Search box', 'agent-2'),
  feature(6, 'Rate limits', {
    state: 'verifying',
    status: { kind: 'verifying' },
    epoch: 1,
    attempts: 1,
  }),
  feature(5, 'API routes', { state: 'merged', status: { kind: 'merged' }, mergedAs: '3f2c1a9d00' }),
  feature(4, 'Exports', {
    status: { kind: 'retrying', attempt: 2, at: now + 40_000 },
    notBefore: now + 40_000,
    attempts: 1,
    epoch: 1,
    lastError: 'test/export.test.ts:14 expected 3 to equal 4',
  }),
  feature(9, 'Audit log'),
  feature(10, 'Billing', { dependsOn: [9], status: { kind: 'waiting', on: [9] } }),
  feature(11, 'OAuth', {
    state: 'blocked',
    status: { kind: 'blocked' },
    blockedReason: 'needs a person',
  }),
].sort((a, b) => a.id - b.id);

/** A calm run of three agents in full swing, as in the drawing of the dashboard. */
export function view(more: Partial<EngineView> = {}): EngineView {
  return {
    project: { name: 'my-project', dir: '/my-project' },
    preset: 'balanced',
    run: { state: 'running', reason: null, startedAt: now - 761_000 },
    main: { target: 'main', verified: '3f2c1a9d00', own: '3f2c1a9d00', behind: 0, diverged: false },
    features,
    featureCounts: countStates(more.features ?? features),
    agents: [agent('agent-1', 7), agent('agent-2', 8), agent('agent-3', null)],
    gate: {
      current: { featureId: 6, featureName: 'Rate limits', stage: 'test', startedAt: now - 12_000 },
      queued: 1,
      verdicts: [
        verdict('v2', feature(5, 'API routes')),
        verdict('v1', feature(4, 'Exports'), {
          outcome: 'rejected',
          mergedAs: null,
          passed: 29,
          failed: 2,
          durationMs: 3_900,
          reason: 'test/export.test.ts:14 expected 3 to equal 4',
          at: now - 118_000,
        }),
      ],
      lastGreenAt: now - 49_000,
    },
    checkpoints: { 7: [checkpoint(7, 1), checkpoint(7, 2), checkpoint(7, 3)] },
    costUsd: 1.84,
    banner: null,
    lastEvent: null,
    ...more,
  };
}

/** A run of many agents, each on a feature of its own. */
export function viewOfMany(count: number): EngineView {
  const numbers = Array.from({ length: count }, (_, at) => at + 1);
  return view({
    features: numbers.map((id) => begun(id, `Feature number ${String(id)}`, `agent-${String(id)}`)),
    agents: numbers.map((id) => agent(`agent-${String(id)}`, id)),
    checkpoints: {},
  });
}
