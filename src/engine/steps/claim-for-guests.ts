import type { Context, Slot } from '../context.ts';
import { newSlot } from '../slots.ts';
import { AgentTuiError } from '../model/error.ts';
import { fixedLimits } from '../model/limits.ts';
import { diskShortMs } from '../read-snapshot.ts';
import type { Ask } from '../tool-host/tool-host.ts';
import { askToEnd } from './ask-to-end.ts';
import { startAttempt } from './start-attempt.ts';

/**
 * Begins up to `count` features for programs of the person, each in a slot of its own that is gone when its attempt ends.
 * Fewer when fewer are ready.
 * @throws AgentTuiError `usage` when none can be begun now.
 */
export async function claimForGuests(
  context: Context,
  count: number,
  { signal, progress }: Pick<Ask, 'signal' | 'progress'>,
): Promise<Slot[]> {
  requireClaimable(context);
  const { slots } = context;
  const begun: Slot[] = [];
  while (begun.length < count && !signal.aborted) {
    const agent = freeName(context);
    if (agent === undefined) break;
    const slot = newSlot(agent, true);
    slots.set(agent, slot);
    try {
      await startAttempt(context, slot);
    } finally {
      // Nothing was ready, or it could not be begun.
      if (slot.work === null) slots.delete(agent);
    }
    if (slot.work === null) break;
    begun.push(slot);
    // It also shows whether somebody still waits for the answer.
    progress(`${String(begun.length)} of ${String(count)} begun`);
  }
  // Nobody will ever work on what a caller who has gone does not know of.
  if (signal.aborted) for (const slot of begun) askToEnd(context, slot, 'stopped');
  if (begun.length > 0 || signal.aborted) return begun;
  throw freeName(context) === undefined ? tooMany() : notBegun();
}

/** What holds back the agents of a run holds back its guests too. */
function requireClaimable(context: Context): void {
  const { run, queue } = context;
  const refuse = (why: string, hint: string) => new AgentTuiError('usage', why, { hint });
  if (run.state !== 'running') {
    const why = `nothing is begun now: the run is ${run.state}`;
    throw refuse(why, run.reason ?? 'call again when it runs');
  }
  if (!run.mainChecked) {
    const why = "nothing is begun before main's own tests have passed";
    throw refuse(why, run.banners.first() ?? 'call again in a moment');
  }
  if (diskShortMs(context) > 0) {
    throw refuse('nothing is begun now: the disk is full', 'make room, then call again');
  }
  if (!queue.features.hasReady()) {
    const hint = 'feature_get_stats counts them; feature_create_bulk adds some';
    throw refuse('no feature is ready to be begun', hint);
  }
}

function freeName({ slots, run }: Context): string | undefined {
  const names = Array.from({ length: fixedLimits.guestsMax }, (_, at) => `guest-${String(at + 1)}`);
  // What was left in a slot that is not there any more is kept before somebody else gets it.
  const taken = new Set(run.unkept.map(({ agent }) => agent));
  return names.find((name) => !slots.has(name) && !taken.has(name));
}

function tooMany(): AgentTuiError {
  const hint = 'hand one in (feature_submit) or give one back (feature_skip)';
  return new AgentTuiError(
    'usage',
    `${String(fixedLimits.guestsMax)} features are claimed already`,
    {
      hint,
    },
  );
}

function notBegun(): AgentTuiError {
  return new AgentTuiError('usage', 'no feature could be begun', {
    hint: 'agent-tui log --events tells why; call again in a minute',
  });
}
