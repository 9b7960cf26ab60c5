import type { Lease } from '../broker/index.ts';
import type { Context } from '../context.ts';
import { diskFault } from '../db/index.ts';
import { AgentTuiError } from '../model/error.ts';
import { effect } from '../platform/effect.ts';

/**
 * Tells the broker that a claim is over. How the attempt ended is written down already and must not be written again, so
 * a broker that cannot be told is no reason to fail: its lease lapses.
 */
export async function endClaim(
  { broker, queue }: Context,
  lease: Lease,
  how: 'done' | 'dropped',
): Promise<void> {
  try {
    await effect('claim.end', () =>
      how === 'done' ? broker.complete(lease) : broker.fail(lease, { drop: true }),
    );
  } catch (error) {
    const fault = error instanceof AgentTuiError ? error : diskFault(error);
    if (fault === undefined) throw error;
    const what = `the claim on feature ${lease.id} is left to lapse: ${fault.message}`;
    queue.journal.write((record) => {
      record({ type: 'fault:met', featureId: Number(lease.id), facts: { what } });
    });
  }
}
