import { afterEach, describe, expect, it, vi } from 'vitest';
import { stats } from './learned.ts';
import { closeAll, show } from './mount.ts';
import { now } from './views.ts';

afterEach(closeAll);

describe('S on the dashboard', () => {
  const decided = {
    id: 1,
    at: now,
    featureId: 5,
    agent: null,
    type: 'verdict:decided',
    facts: {
      verdict: 'v2',
      outcome: 'verified',
      reasons: [],
      totals: null,
      durationMs: 4_200,
      firstFailure: null,
    },
  } as const;

  it('opens the stats, Esc closes them, and nothing is asked without them', async () => {
    const { engine, press, sees, misses } = show();
    engine.learned = stats();
    await sees('Gatekeeper');
    engine.tell(decided);
    press('S');
    await sees(/api +opus +claude +top +11 of 12 +1\.1 +\$1\.67 +\$18\.40/);
    await misses('Gatekeeper');
    press('?');
    await sees('Keys · stats');
    press('?');
    await misses('Keys · stats');
    press('\u001B');
    await sees('Gatekeeper');
    engine.tell(decided);
    expect(engine.asked).toEqual(['stats']);
  });

  it('shows the screen before the engine is asked', async () => {
    const { engine, press, sees, terminal } = show();
    await sees('Gatekeeper');
    const painted: boolean[] = [];
    const answer = engine.stats;
    engine.stats = () => {
      painted.push(terminal.writes.join('').includes('Not known yet.'));
      return answer();
    };
    press('S');
    await sees('Nothing was judged yet.');
    expect(painted).toEqual([true]);
  });

  it('asks again after verdicts, once for many that come within a second', async () => {
    const { engine, press, sees } = show();
    press('S');
    await sees('Nothing was judged yet.');
    engine.learned = stats();
    for (let count = 0; count < 50; count += 1) engine.tell(decided);
    await vi.waitFor(
      async () => {
        await sees('gpt-5-codex');
      },
      { timeout: 5_000 },
    );
    expect(engine.asked).toEqual(['stats', 'stats']);
  });
});
