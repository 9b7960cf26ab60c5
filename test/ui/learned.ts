import type { EngineStats, LearnedRow } from '../../src/ui/store/engine-types.ts';

/** What is known of one model in one category; what is not given is plain. */
export function learnedRow(
  category: string,
  model: string,
  more: Partial<LearnedRow> = {},
): LearnedRow {
  return {
    category,
    model,
    agent: 'claude',
    tier: 'middle',
    of: 7,
    landed: 6,
    costUsd: 4.1,
    priciestUsd: 9.8,
    meanAttempts: 1.2,
    ...more,
  };
}

/** A run in which several models built several kinds of features. */
export function stats(more: Partial<EngineStats> = {}): EngineStats {
  return {
    learned: [
      learnedRow('tests', 'haiku', { tier: 'small', costUsd: 0.62, priciestUsd: 3.1 }),
      learnedRow('api', 'sonnet', { of: 5, landed: 4, costUsd: 2.4, priciestUsd: 5.95 }),
      learnedRow('api', 'opus', {
        tier: 'top',
        of: 12,
        landed: 11,
        costUsd: 18.4,
        priciestUsd: 18.4,
        meanAttempts: 1.1,
      }),
      learnedRow('auth', 'gpt-5-codex', {
        agent: 'codex',
        tier: 'top',
        of: 3,
        landed: 0,
        meanAttempts: null,
      }),
      learnedRow('docs', 'qwen3-coder', {
        agent: 'local',
        tier: 'small',
        costUsd: null,
        priciestUsd: null,
      }),
    ],
    spentUsd: 29.62,
    priciestUsd: 47.05,
    budgets: [],
    ...more,
  };
}
