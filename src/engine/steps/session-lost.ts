import type { Context } from '../context.ts';
import type { Session } from '../model/session.ts';
import { retryDelayMs } from './retry-delay.ts';

/** Ends the row of a session that cannot go on, and queues its feature again; what it had done is at `head`. */
export function sessionLost(
  { queue, limits, random }: Context,
  session: Session,
  { head, survivors }: { readonly head: string | null; readonly survivors: number },
): void {
  const { id, featureId, epoch, agent } = session;
  const detail = 'agent-tui ended while the agent worked';
  const ending = 'lost';
  const end = { ending, detail, exitCode: null } as const;
  queue.journal.write((record) => {
    queue.sessions.ended(id, end);
    record({
      type: 'session:ended',
      featureId,
      agent,
      facts: { session: id, ...end, survivors },
    });
    queue.features.requeue(
      {
        featureId,
        epoch,
        kind: 'fault',
        reason: detail,
        diffPrint: null,
        delayMs: retryDelayMs(0, limits, random),
        head,
        limits,
      },
      record,
    );
  });
}
