import type { Lease } from '../broker/index.ts';
import type { Context } from '../context.ts';
import { diskFault } from '../db/index.ts';
import { AgentTuiError } from '../model/error.ts';
import { effect } from '../platform/effect.ts';

/**
 * Tells the broker that a claim is over, after the rows say so. A broker that cannot hear it now takes the lease back by
 * itself when it has run out: what is in the rows must not be done a second time because of it.
 */
export async function endClaim(
  { broker }: Context,
  lease: Lease,
  how: 'done' | 'dropped',
): Promise<void> {
  try {
    await effect('claim.end', () =>
      how === 'done' ? broker.complete(lease) : broker.fail(lease, { drop: true }),
    );
  } catch (error) {
    if (!(error instanceof AgentTuiError) && diskFault(error) === undefined) throw error;
  }
}
