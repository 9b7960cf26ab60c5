import { budgetBannerOf } from '../banners.ts';
import type { Context, Slot } from '../context.ts';
import { diskFault } from '../db/index.ts';
import { AgentTuiError } from '../model/error.ts';
import { budgetWords, type Budget, type BudgetKey } from '../models/budget.ts';
import type { LiveSpending } from '../models/open-budgets.ts';
import { pauseSlot, resumeSlot } from './person.ts';

const ofRun: BudgetKey = { scope: 'run', name: '' };

/**
 * Looks at all budgets: what has used one up stands still before its next turn, and what a person has raised since goes on.
 * Called as soon as an agent says that it has spent something, and after another process has written.
 */
export function lookAtBudgets(context: Context): void {
  const { run, slots, models } = context;
  // Before its beginning a run has spent nothing, and at its end everything stands still anyway.
  if (run.state !== 'running' && run.state !== 'paused') return;
  run.budgetsSeen = true;
  const isHeld =
    run.overBudget || [...slots.values()].some(({ overBudget }) => overBudget !== null);
  if (!isHeld && !models.budgets.hasAny()) return;
  const live = liveSpending(context);
  const used = models.budgets.usedUp([ofRun], live);
  if (used === null) letRunGoOn(context);
  else stopRun(context, used);
  for (const slot of slots.values()) {
    const own = used === null ? models.budgets.usedUp(keysOf(slot), live) : null;
    if (own !== null) stopSlot(context, slot, own);
    else if (used === null) letSlotGoOn(context, slot);
  }
}

/** The budget that keeps a slot from beginning anything, that of the run included; null when none does. */
export function usedUpFor(context: Context, slot: Slot): Budget | null {
  return context.models.budgets.usedUp([ofRun, ...keysOf(slot)], liveSpending(context));
}

/** The budget of the run, when nothing is left of it. */
export function usedUpOfRun(context: Context): Budget | null {
  return context.models.budgets.usedUp([ofRun], liveSpending(context));
}

/** The budget of a feature, when nothing is left of it. */
export function usedUpOfFeature(context: Context, featureId: number): Budget | null {
  const key = { scope: 'feature', name: String(featureId) } as const;
  return context.models.budgets.usedUp([key], liveSpending(context));
}

/** To go on without raising the budget would only pause it again: that is said at once, and nothing moves. */
export function refuseUsedUp(budget: Budget | null): void {
  if (budget === null) return;
  throw new AgentTuiError('usage', budgetWords(budget), {
    hint: 'what stands still goes on by itself once it is raised; agent-tui budget shows all',
  });
}

function keysOf({ agent, work }: Slot): BudgetKey[] {
  const feature =
    work === null ? [] : [{ scope: 'feature', name: String(work.feature.id) } as const];
  return [{ scope: 'agent', name: agent }, ...feature];
}

function liveSpending({ slots }: Context): LiveSpending[] {
  return [...slots.values()].flatMap(({ agent, work }) => {
    if (work?.session == null || work.sessionId === null) return [];
    const { sessionId: id, beforeUsd, feature } = work;
    const costUsd = work.session.usage().costUsd ?? 0;
    return [{ id, agent, featureId: feature.id, costUsd, beforeUsd }];
  });
}

function stopRun(context: Context, budget: Budget): void {
  const { run, queue, slots } = context;
  const reason = budgetWords(budget);
  run.banners.show('budget', reason);
  for (const slot of slots.values()) {
    // An idle one begins nothing while the run is paused.
    if (slot.phase !== 'idle') hold(context, slot, 'run');
  }
  if (run.state === 'running') {
    run.state = 'paused';
    run.reason = reason;
    run.pausedByFault = true;
    run.overBudget = true;
    tell(context, () => {
      queue.journal.write((record) => {
        const { scope, name, limitUsd, spentUsd } = budget;
        record({ type: 'budget:reached', facts: { scope, name, limitUsd, spentUsd } });
        record({ type: 'run:paused', facts: { reason } });
      });
    });
  }
}

/** What paused it is over; what a person or a fault has paused besides stays. */
function letRunGoOn(context: Context): void {
  const { run, slots, queue } = context;
  run.banners.clear('budget');
  const isPaused = run.overBudget && run.state === 'paused';
  run.overBudget = false;
  if (isPaused) {
    run.state = 'running';
    run.reason = null;
    run.pausedByFault = false;
    tell(context, () => {
      queue.journal.write((record) => {
        record({ type: 'run:resumed', facts: {} });
      });
    });
  }
  for (const slot of slots.values()) if (slot.overBudget === 'run') goOn(context, slot);
}

function stopSlot(context: Context, slot: Slot, budget: Budget): void {
  const { scope, name, limitUsd, spentUsd } = budget;
  context.run.banners.show(budgetBannerOf(slot), budgetWords(budget));
  if (!hold(context, slot, scope)) return;
  tell(context, () => {
    context.queue.journal.write((record) => {
      const facts = { scope, name, limitUsd, spentUsd };
      const featureId = slot.work?.feature.id ?? null;
      record({ type: 'budget:reached', featureId, agent: slot.agent, facts });
    });
  });
}

function letSlotGoOn(context: Context, slot: Slot): void {
  context.run.banners.clear(budgetBannerOf(slot));
  if (slot.overBudget !== null) goOn(context, slot);
}

function goOn(context: Context, slot: Slot): void {
  slot.overBudget = null;
  context.wake();
  // In a run that a person has paused everything waits for that person.
  if (context.run.state === 'running') resumeSlot(context, slot).catch(bugsOf(context));
}

/** Holds a slot for a budget; false when it stands still already, for a budget or for a person. */
function hold(context: Context, slot: Slot, scope: Budget['scope']): boolean {
  if (slot.held || slot.phase === 'ending') return false;
  slot.overBudget = scope;
  // At once, whatever is being done to the slot just now: a checkpoint may take longer than an agent's next turn.
  slot.work?.session?.pause().catch(bugsOf(context));
  pauseSlot(context, slot).catch(bugsOf(context));
  return true;
}

/** A checkpoint that could not be made now is made at the end of the attempt. */
function bugsOf(context: Context): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof AgentTuiError) && diskFault(error) === undefined) context.failed(error);
  };
}

/** On a full disk the banner alone has to say it. */
function tell(context: Context, write: () => void): void {
  context.changed();
  try {
    write();
  } catch (error) {
    if (!(error instanceof AgentTuiError)) throw error;
  }
}
