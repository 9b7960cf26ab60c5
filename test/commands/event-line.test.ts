import { describe, expect, it, test } from 'vitest';
import { eventLine, eventObject } from '../../src/commands/event-line.ts';
import type { EngineEvent } from '../../src/engine/index.ts';

const at = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
const commit = '0123456789abcdef0123456789abcdef01234567';
const totals = { total: 3, passed: 2, failed: 1, skipped: 0 };
const nameOf = (id: number) => (id === 7 ? 'Login' : undefined);

interface Given {
  readonly type: string;
  readonly facts: object;
  readonly featureId?: number;
  readonly agent?: string;
}

function event(given: Given): EngineEvent {
  return { id: 1, at, featureId: null, agent: null, ...given } as EngineEvent;
}

const decided = {
  verdict: 'v1',
  outcome: 'rejected',
  reasons: ['1 test failed'],
  totals,
  durationMs: 5,
  firstFailure: 'adds test/a.js:3',
} as const;

/** Every type of event has a row: a new one is missed by the compiler. */
const said: { [T in EngineEvent['type']]: [Extract<EngineEvent, { type: T }>['facts'], string] } = {
  'run:started': [{ agents: 1, features: 2, main: commit }, '2 features, 1 agent'],
  'run:paused': [{ reason: 'lunch' }, 'lunch'],
  'run:resumed': [{}, ''],
  'run:finished': [
    {
      featuresCompleted: 3,
      featuresFailed: 1,
      featuresBlocked: 0,
      featuresLeft: 2,
      durationSeconds: 12.5,
      verifiedMain: commit,
      landed: true,
    },
    '3 merged, 1 failed, 0 blocked, 2 left in the queue in 12.5 s',
  ],
  'feature:added': [{ name: 'Login' }, 'Login'],
  'feature:edited': [{ name: 'Login' }, 'Login'],
  'feature:claimed': [{ epoch: 2 }, 'attempt 2'],
  'feature:submitted': [{ epoch: 2, head: commit }, '0123456'],
  'feature:requeued': [{ reason: 'red', retryAt: 1, charged: true }, 'red'],
  'feature:merged': [{ commit, epoch: 1 }, '0123456'],
  'feature:blocked': [{ reason: 'needs "A"' }, 'needs "A"'],
  'feature:cancelled': [{}, ''],
  'budget:reached': [
    { scope: 'feature', name: '3', limitUsd: 1, spentUsd: 1.024 },
    'feature 3: $1.02 of $1.00',
  ],
  'budget:set': [{ scope: 'run', name: '', limitUsd: null }, 'run: no limit'],
  'preset:applied': [{ preset: 'cheap' }, 'cheap'],
  'settings:changed': [{ what: 'tiers of categories' }, 'tiers of categories'],
  'slot:prepared': [
    { durationMs: 40, start: commit, conflicts: ['a.js', 'b.js'] },
    'from 0123456 in 40 ms, conflicts in a.js, b.js',
  ],
  'session:started': [{ session: 's', pid: 42, epoch: 1 }, 'pid 42'],
  'session:paused': [{ session: 's' }, ''],
  'session:resumed': [{ session: 's' }, ''],
  'session:quiet': [{ session: 's', quietMs: 600_400 }, 'no progress for 600 s'],
  'session:ended': [
    { session: 's', ending: 'killed', exitCode: null, detail: null, survivors: 0 },
    'killed',
  ],
  'checkpoint:created': [{ epoch: 1, number: 3, reason: 'pause', commit }, '3 (pause)'],
  'checkpoint:restored': [{ epoch: 1, number: 3, keptAs: 5 }, '3, the state before is 5'],
  'candidate:verifying': [{ candidate: 1, base: commit }, 'onto 0123456'],
  'verdict:decided': [decided, 'rejected, 2 passed: adds test/a.js:3'],
  'main:checked': [{ commit, verdict: 'passed', totals }, 'passed, 2 tests passed'],
  'main:landed': [{ commit, verdict: 'v1' }, '0123456'],
  'main:followed': [{ commit, commits: 1 }, '0123456 (1 commit)'],
  'main:moved': [{ commit }, '0123456'],
  'main:diverged': [{ commit }, '0123456'],
  'result:refused': [{ epoch: 1, head: commit }, '0123456 came too late and is kept'],
  'question:asked': [{ question: 1, text: 'Which one?' }, 'Which one?'],
  'message:sent': [{ text: 'mind the tax' }, 'mind the tax'],
  'session:adopted': [{ session: 's', pid: 42, epoch: 1 }, 'pid 42'],
  'disk:short': [
    { freeBytes: 3_000_000, freeFiles: null, neededBytes: 536_870_912 },
    '3 MB free, 537 MB needed',
  ],
  'disk:ample': [{ freeBytes: 2_500_000_000 }, '2.5 GB free'],
  'logs:tidied': [{ files: 2, freedBytes: 12_000 }, '2 files, 12 kB freed'],
  'fault:recovered': [{ what: 'a landing was done' }, 'a landing was done'],
  'fault:met': [{ what: 'disk full' }, 'disk full'],
};

describe('the line of an event', () => {
  test.each(Object.entries(said))('%s', (type, [facts, words]) => {
    const line = eventLine(event({ type, facts }), nameOf);
    expect(line.slice(0, 10)).toBe('03:04:05  ');
    expect(line.slice(10).trimStart()).toBe(`${type.padEnd(20)}  ${words}`);
  });

  it('names the agent and the feature', () => {
    const line = (who: Partial<Given>) =>
      eventLine(event({ type: 'feature:claimed', facts: { epoch: 1 }, ...who }), nameOf).slice(32);
    expect(line({ featureId: 7, agent: 'agent-2' })).toBe('agent-2 #7 Login: attempt 1');
    expect(line({ featureId: 8 })).toBe('#8: attempt 1');
    expect(line({ agent: 'agent-2' })).toBe('agent-2: attempt 1');
  });

  it('gives the first reason of a verdict without a failing test, and none for a pass', () => {
    const line = (facts: object) =>
      eventLine(event({ type: 'verdict:decided', facts: { ...decided, ...facts } }), nameOf);
    expect(line({ firstFailure: null, totals: null })).toMatch(/ {2}rejected: 1 test failed$/);
    expect(line({ firstFailure: null, reasons: [], outcome: 'verified' })).toMatch(
      / {2}verified, 2 passed$/,
    );
  });

  it('is one line without terminal codes, whatever is told', () => {
    const line = eventLine(
      event({ type: 'fault:met', facts: { what: 'git failed:\n\u001b[2Jfatal\r\n\u0007 lock' } }),
      nameOf,
    );
    expect(line).toMatch(/ {2}git failed: fatal lock$/);
  });
});

describe('the object of an event', () => {
  it('has its time, its type, whom it is about and its facts', () => {
    const facts = { reason: 'red', retryAt: 1, charged: true };
    const told = event({ type: 'feature:requeued', featureId: 7, agent: 'agent-1', facts });
    expect(eventObject(told, nameOf)).toEqual({
      time: '2026-01-02T03:04:05.678Z',
      event: 'feature:requeued',
      feature: 7,
      featureName: 'Login',
      agent: 'agent-1',
      ...facts,
    });
  });

  it('leaves out whom it is not about', () => {
    expect(eventObject(event({ type: 'run:resumed', facts: {} }), nameOf)).toEqual({
      time: '2026-01-02T03:04:05.678Z',
      event: 'run:resumed',
    });
  });

  test.each(Object.entries(said))('of %s keeps every fact under its own name', (type, [facts]) => {
    const object = eventObject(event({ type, facts }), nameOf);
    expect(object).toMatchObject({ ...facts, event: type, time: '2026-01-02T03:04:05.678Z' });
  });
});
