import type { Context } from '../context.ts';
import { AgentTuiError } from '../model/error.ts';
import type { LandingOutcome } from '../model/landing.ts';

/**
 * Lets the person's own branch follow verified main as far as the landing policy allows without a key. A failure is told
 * and tried again later: what is verified stays verified.
 */
export async function followMain(context: Context): Promise<void> {
  const { run, project, gatekeeper } = context;
  const { landing } = project.config;
  try {
    if (landing !== 'manual') {
      const outcome = await landMain(context, landing === 'auto');
      if (outcome.kind === 'refused' && landing === 'auto') {
        run.banners.show('follow', `${project.target} was not moved: ${outcome.reason}`);
      } else run.banners.clear('follow');
    } else run.main = await gatekeeper.mainStatus();
  } catch (error) {
    if (!(error instanceof AgentTuiError)) throw error;
    run.banners.show('follow', `${project.target} was not moved: ${error.message}`);
  }
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
