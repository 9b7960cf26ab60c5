import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AgentStage } from './stage.ts';

let stage: AgentStage;
beforeEach(async () => {
  stage = await AgentStage.open();
});
afterEach(() => stage.close());

describe('what a session has used', () => {
  test('costs what the agent says, else what its tokens cost by the list, else nobody knows what', async () => {
    stage.priceOf = (model) => (model === 'known' ? { inputUsd: 0.01, outputUsd: 0.1 } : null);
    const tokens = { tokens: 12, inputTokens: 10, outputTokens: 2 };
    const heard: (number | null)[] = [];
    const steps = [
      { usage: { ...tokens, costUsd: null } },
      { usage: { ...tokens, costUsd: null, model: 'known' } },
      { usage: { ...tokens, costUsd: 1 } },
      { usage: { tokens: 5, costUsd: null, model: 'nobody knows' } },
    ];
    const session = await stage.script([steps.flatMap((step) => [step, { wait: 150 }])]);
    session.onUsage(() => heard.push(session.usage().costUsd));
    await session.ended;
    expect(heard).toEqual([null, expect.closeTo(0.3), expect.closeTo(1.3), expect.closeTo(1.3)]);
    expect(session.usage()).toEqual({
      ...{ tokens: 41, inputTokens: 30, outputTokens: 6, model: 'nobody knows' },
      costUsd: expect.closeTo(1.3) as number,
    });
  });

  test('believes no usage that cannot be', async () => {
    const line = (usage: object) => ({
      run: ['echo', JSON.stringify({ kind: 'usage', ...usage })],
    });
    const session = await stage.script([
      [
        line({ tokens: 1.6, costUsd: 0.5 }),
        line({ tokens: -100, costUsd: -3, inputTokens: -1 }),
        line({ tokens: 1e300, costUsd: 1e300 }),
      ],
    ]);
    await session.ended;
    expect(session.usage()).toMatchObject({
      tokens: 1e12 + 2,
      costUsd: 1e6 + 0.5,
      inputTokens: null,
    });
  });
});
