import { describe, expect, it, test } from 'vitest';
import {
  featureSlug,
  featureStates,
  featureStatus,
  isEnded,
  nextFeatureState,
  statesBefore,
  type Feature,
  type FeatureState,
  type FeatureTransition,
} from '../../src/engine/model/feature.ts';

const legal: readonly (readonly [FeatureState, FeatureTransition, FeatureState])[] = [
  ['pending', 'claim', 'in_progress'],
  ['in_progress', 'submit', 'verifying'],
  ['verifying', 'merge', 'merged'],
  ['in_progress', 'requeue', 'pending'],
  ['verifying', 'requeue', 'pending'],
  ['blocked', 'requeue', 'pending'],
  ['pending', 'block', 'blocked'],
  ['in_progress', 'block', 'blocked'],
  ['verifying', 'block', 'blocked'],
  ['pending', 'cancel', 'cancelled'],
  ['in_progress', 'cancel', 'cancelled'],
  ['verifying', 'cancel', 'cancelled'],
  ['blocked', 'cancel', 'cancelled'],
];

const transitions = [...new Set(legal.map(([, transition]) => transition))];

const illegal = transitions.flatMap((transition) =>
  featureStates
    .filter((state) => !legal.some(([from, by]) => from === state && by === transition))
    .map((state) => [state, transition] as const),
);

describe('a transition of a feature', () => {
  test.each(legal)('%s, %s: %s', (from, transition, to) => {
    expect(nextFeatureState(from, transition)).toBe(to);
    expect(statesBefore(transition)).toContain(from);
  });

  test.each(illegal)('%s, %s: is a bug', (from, transition) => {
    expect(() => nextFeatureState(from, transition)).toThrow(`${transition} of a feature that is`);
    expect(statesBefore(transition)).not.toContain(from);
  });

  it('never leads out of merged or cancelled', () => {
    for (const transition of transitions) {
      expect(statesBefore(transition)).not.toContain('merged');
      expect(statesBefore(transition)).not.toContain('cancelled');
    }
  });
});

test.each([
  ['pending', false],
  ['in_progress', false],
  ['verifying', false],
  ['merged', true],
  ['blocked', true],
  ['cancelled', true],
] as const)('%s is ended: %s', (state, ended) => {
  expect(isEnded(state)).toBe(ended);
});

const feature: Feature = {
  id: 1,
  name: 'Login',
  description: '',
  category: 'general',
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
  createdAt: 0,
  updatedAt: 0,
};

describe('what a person sees of a feature', () => {
  test.each([
    ['nothing in its way', {}, { kind: 'ready' }],
    ['all it needs is merged', { dependsOn: [2] }, { kind: 'ready' }],
    ['some of it is not', { dependsOn: [2, 3, 4] }, { kind: 'waiting', on: [3, 4] }],
    [
      'it came back a moment ago',
      { epoch: 2, notBefore: 1001 },
      { kind: 'retrying', attempt: 3, at: 1001 },
    ],
    ['its wait is just over', { epoch: 2, notBefore: 1000 }, { kind: 'ready' }],
    ['it waits for both', { dependsOn: [3], notBefore: 1001 }, { kind: 'waiting', on: [3] }],
    [
      'it is worked on, whatever it needs',
      { state: 'in_progress', dependsOn: [3] },
      { kind: 'in_progress' },
    ],
    ['it is merged', { state: 'merged', notBefore: 1001 }, { kind: 'merged' }],
  ] as const)('%s', (_case, changes: Partial<Feature>, status) => {
    expect(featureStatus({ ...feature, ...changes }, (id) => id === 2, 1000)).toEqual(status);
  });
});

describe('the short name of a feature', () => {
  test.each([
    ['User login', 'user-login'],
    ['  --Über-Größe & Café!  ', 'uber-gro-e-cafe'],
    ['../../etc/passwd', 'etc-passwd'],
    ['a.lock', 'a-lock'],
    ['日本語', 'feature'],
    ['', 'feature'],
    ['\u001b[31mred\n', '31mred'],
    [`${'x'.repeat(39)} y`, 'x'.repeat(39)],
    ['x'.repeat(80), 'x'.repeat(40)],
  ])('%j is %s', (name, slug) => {
    expect(featureSlug(name)).toBe(slug);
  });
});
