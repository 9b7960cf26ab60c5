import type { Context, Slot } from '../context.ts';
import { diskFault } from '../db/index.ts';
import { AgentTuiError } from '../model/error.ts';
import { lookAtBudgets } from './look-at-budgets.ts';

/** Hears that an agent has spent something: budgets are looked at first, then it is written down. */
export function noteUsage(context: Context, slot: Slot): void {
  try {
    lookAtBudgets(context);
    keepSpent(context, slot);
    context.changed();
  } catch (error) {
    // What could not be written is in the session's memory, by which budgets go, and is written with its end.
    if (!(error instanceof AgentTuiError) && diskFault(error) === undefined) context.failed(error);
  }
}

/** Writes what a slot's session has used so far into its row. */
export function keepSpent({ queue, models }: Context, { work }: Slot): void {
  if (work?.session == null || work.sessionId === null) return;
  const usage = work.session.usage();
  if (usage.tokens === null && usage.costUsd === null) return;
  const model = usage.model ?? work.model;
  const priciestUsd = models.priciestUsd({ ...usage, model });
  queue.sessions.spent(work.sessionId, { ...usage, model: usage.model, priciestUsd });
}
