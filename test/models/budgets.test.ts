import { describe, expect, it, onTestFinished } from 'vitest';
import type { BudgetLimits } from '../../src/engine/models/budget.ts';
import { Dice } from '../simulation/dice.ts';
import { SpendingWorld } from './spending-world.ts';

const seeds = 60;
const worldMsMax = 120_000;
/** Cents add up to a cent, but for the last digits of a number. */
const rounding = 1e-6;

function limitsOf(seed: number): BudgetLimits {
  const dice = new Dice(seed, 'limits');
  const some = (most: number) => (dice.chance(0.6) ? dice.int(10, most) / 100 : undefined);
  const limits = { runUsd: some(2_500), featureUsd: some(900), agentUsd: some(1_200) };
  const isNone = Object.values(limits).every((limit) => limit === undefined);
  return isNone ? { ...limits, runUsd: 5 } : limits;
}

describe('agents that spend in turns', () => {
  it('never spend more than a budget and the turns that were under way when it was reached', async () => {
    const scopes = { run: 0, feature: 0, agent: 0 };
    let overspent = 0;
    for (let seed = 1; seed <= seeds; seed += 1) {
      const stage = new SpendingWorld(seed, { budgets: limitsOf(seed) });
      await stage.turn(worldMsMax);
      expect(stage.isFinished, `the run of seed ${String(seed)} ends by itself`).toBe(true);
      for (const [key, { limitUsd, lastUsd, underWayUsd }] of stage.reached) {
        const over = (stage.spent.get(key) ?? 0) - limitUsd;
        const words = `seed ${String(seed)}, ${key}: ${String(over)} over ${String(limitUsd)}`;
        expect(over, words).toBeLessThanOrEqual(lastUsd + underWayUsd + rounding);
        scopes[key.split(' ')[0] as keyof typeof scopes] += 1;
        if (over > rounding) overspent += 1;
      }
      stage.engine.kill();
    }
    // A test in which no limit is ever reached, or always to the cent, would show nothing.
    expect(scopes.run).toBeGreaterThan(10);
    expect(scopes.feature).toBeGreaterThan(10);
    expect(scopes.agent).toBeGreaterThan(10);
    expect(overspent).toBeGreaterThan(10);
  });
});

/** A world in which one scope is used up; the run does not end by itself. */
async function stopped(given: ConstructorParameters<typeof SpendingWorld>[1]) {
  const stage = new SpendingWorld(7, { ...given, endsByItself: false });
  onTestFinished(() => {
    stage.engine.kill();
  });
  await stage.turn(20_000);
  return stage;
}

describe('a run that has used up its budget', () => {
  it('stands still, says so in one sentence, and refuses with the same words to go on', async () => {
    const stage = await stopped({ budgets: { runUsd: 1.5 } });
    const { context, person } = stage.engine;
    const banner = context.run.banners.first();
    expect(banner).toMatch(
      /^the budget of this run is used up \(\$[\d.]+ of \$1.50\): agent-tui budget set run USD raises it$/,
    );
    expect(context.run.state).toBe('paused');
    const spent = stage.spent.get('run');
    await expect(stage.answered(person.resumeAll())).rejects.toThrow(banner ?? '');
    await expect(stage.answered(person.resumeAgent('agent-1'))).rejects.toThrow(banner ?? '');
    await stage.turn(5_000);
    expect(stage.spent.get('run')).toBe(spent);
    expect(context.run.banners.first()).toBe(banner);
    expect(stage.events.filter(({ type }) => type === 'budget:reached')).toHaveLength(1);
  });

  it('goes on by itself as soon as somebody raises it', async () => {
    const stage = await stopped({ budgets: { runUsd: 1.5 } });
    const { context } = stage.engine;
    const spent = stage.spent.get('run') ?? 0;
    context.models.budgets.set({ scope: 'run', name: '', limitUsd: 4 });
    // As the next tick does after another process has written.
    context.run.budgetsSeen = false;
    await stage.turn(20_000);
    expect(stage.spent.get('run')).toBeGreaterThan(spent);
    expect(context.run.state).toBe('paused');
    expect(context.run.banners.first()).toContain('of $4.00');
  });
});

describe('one slot, or one feature, that has used up its budget', () => {
  it('stands still alone while the others work on', async () => {
    const set = [{ scope: 'agent', name: 'agent-1', limitUsd: 0.5 } as const];
    const stage = await stopped({ budgets: {}, set });
    const { context } = stage.engine;
    expect(context.run.state).toBe('running');
    expect(context.run.banners.first()).toContain('the budget of agent-1 in this run is used up');
    expect(context.slots.get('agent-1')).toMatchObject({ held: true, overBudget: 'agent' });
    const merged = context.queue.features.countIn('merged');
    expect(merged).toBeGreaterThan(1);
    const { work } = context.slots.get('agent-1') ?? {};
    const kept = context.queue.checkpoints.newestOf(work?.feature.id ?? 0, work?.epoch ?? 0);
    expect(kept?.reason).toBe('pause');
  });

  it('gives its slot back when it comes to its end, and is begun no more before a person frees it', async () => {
    const stage = await stopped({ budgets: { featureUsd: 0.01 } });
    const { context } = stage.engine;
    const held = [...context.slots.values()].filter(({ overBudget }) => overBudget === 'feature');
    const rows = context.queue.features.all();
    const blocked = rows.filter(({ state }) => state === 'blocked');
    expect(held.length + blocked.length + context.queue.features.countIn('merged')).toBeGreaterThan(
      0,
    );
    for (const { id, blockedReason } of blocked) {
      expect(blockedReason).toContain(`the budget of feature #${String(id)} is used up`);
      expect(blockedReason).toContain('then unblock it');
    }
    // Every feature was begun once at most: what comes back has spent what it may.
    expect(rows.every(({ epoch }) => epoch <= 1)).toBe(true);
  });
});
