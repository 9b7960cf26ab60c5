import type { SessionEnd } from '../agents/session.ts';
import type { Context, Slot } from '../context.ts';
import { byteWords } from '../model/disk.ts';
import { fixedLimits, type Limits } from '../model/limits.ts';
import type { RecordEvent } from '../queue/index.ts';
import { keepSpent } from './note-usage.ts';

/** Writes the end of a slot's session within a transaction. */
export function recordSessionEnd(
  context: Context,
  slot: Slot,
  { end, record }: { readonly end: SessionEnd; readonly record: RecordEvent },
): void {
  const { work } = slot;
  if (work?.sessionId == null) return;
  const { ending, detail, exitCode } = end;
  keepSpent(context, slot);
  if (!context.queue.sessions.ended(work.sessionId, { ending, detail, exitCode })) return;
  record({
    type: 'session:ended',
    featureId: work.feature.id,
    agent: slot.agent,
    facts: { session: work.sessionId, ending, exitCode, detail, survivors: end.survivors },
  });
}

/** Why an attempt ended, in one line. */
export function endingReason(end: SessionEnd, limits: Pick<Limits, 'worktreeBytesMax'>): string {
  const words = end.detail?.trim().split('\n').at(-1) ?? '';
  const last = words === '' ? '' : `: ${words}`;
  switch (end.ending) {
    case 'exited':
      return `the agent exited with ${String(end.exitCode ?? end.signal)}${last}`;
    case 'crashed':
      return `the agent was ended by ${end.signal ?? 'a signal'}${last}`;
    case 'stalled':
      return `the agent showed no progress and was stopped${last}`;
    case 'timed-out':
      return `the agent reached its time limit and was stopped${last}`;
    case 'over-quota':
      return `the agent was stopped: its worktree grew beyond ${byteWords(limits.worktreeBytesMax)}, ignored files included; files above ${byteWords(fixedLimits.candidateFileBytesMax)} and ignored files were not kept`;
    case 'skipped':
      return 'the agent gave it back';
    case 'killed':
      return 'killed by a person';
    case 'discarded':
      return 'discarded by a person';
    case 'not-started':
      return `the agent could not be started${last}`;
    case 'stopped':
      return 'the run was ended';
    case 'superseded':
      return 'somebody else has the feature by now';
    case 'lost':
      return 'agent-tui ended while the agent worked';
    case 'submitted':
    case 'no-change':
      return end.ending;
  }
}
