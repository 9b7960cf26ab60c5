import type { Context } from '../context.ts';
import type { LandingOutcome } from '../model/landing.ts';

/** Lets the person's own branch follow verified main as far as the landing policy allows without a key. */
export async function followMain(context: Context): Promise<void> {
  const { landing } = context.project.config;
  if (landing !== 'manual') await landMain(context, landing === 'auto');
  context.run.main = await context.gatekeeper.mainStatus();
  context.changed();
}

/** Moves the person's own branch to verified main; their checkout is touched only when they asked for it. */
export async function landMain(
  context: Context,
  mayTouchCheckout: boolean,
): Promise<LandingOutcome> {
  const outcome = await context.gatekeeper.follow({ mayTouchCheckout });
  if (outcome.kind === 'landed') {
    const { commit, commits } = outcome;
    context.queue.journal.write((record) => {
      record({ type: 'main:followed', facts: { commit, commits } });
    });
  }
  context.run.main = await context.gatekeeper.mainStatus();
  context.changed();
  return outcome;
}
