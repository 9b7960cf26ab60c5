import { describe, expect, it, test } from 'vitest';
import { budgetWords, isUsedUp, limitOf, usdWords } from '../../src/engine/models/budget.ts';

test.each([
  [0, 1, false],
  [0.999_999, 1, false],
  [1, 1, true],
  [0.1 + 0.2 - 1e-12, 0.3, true],
  [7, 1, true],
])('%d spent of %d is used up: %s', (spentUsd, limitUsd, isUsed) => {
  expect(isUsedUp({ spentUsd, limitUsd })).toBe(isUsed);
});

describe('the limit of a budget', () => {
  const limits = { runUsd: 10, featureUsd: 2 };
  const set = [
    { scope: 'run', name: '', limitUsd: 20 },
    { scope: 'feature', name: '3', limitUsd: 5 },
  ] as const;

  test.each([
    ['run', '', 20],
    ['feature', '3', 5],
    ['feature', '4', 2],
    ['agent', 'agent-1', null],
  ] as const)('%s %s: a word for this one wins over that for all', (scope, name, limit) => {
    expect(limitOf({ scope, name }, set, limits)).toBe(limit);
  });
});

describe('a budget that is used up', () => {
  test.each([
    [
      { scope: 'run', name: '' },
      'the budget of this run is used up ($1.50 of $1.25): agent-tui budget set run USD raises it',
    ],
    [
      { scope: 'feature', name: '3' },
      'the budget of feature #3 is used up ($1.50 of $1.25): agent-tui budget set feature 3 USD raises it',
    ],
    [
      { scope: 'agent', name: 'agent-2' },
      'the budget of agent-2 in this run is used up ($1.50 of $1.25): agent-tui budget set agent agent-2 USD raises it',
    ],
  ] as const)('%j says what raises it', (key, words) => {
    expect(budgetWords({ ...key, spentUsd: 1.5, limitUsd: 1.25 })).toBe(words);
  });

  it('shows small amounts finer than large ones, and nothing as nothing', () => {
    expect([0, 1e-12, 0.05, 0.001_23, 0.1, 12.345].map(usdWords)).toEqual([
      '$0.00',
      '$0.00',
      '$0.05',
      '$0.0012',
      '$0.10',
      '$12.35',
    ]);
  });
});
