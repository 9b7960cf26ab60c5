import type { Limits } from '../model/limits.ts';
import type { Random } from '../platform/random.ts';

/** How long a feature waits after its nth attempt: doubling from `retryDelayMs`, capped, with up to a fifth of jitter. */
export function retryDelayMs(
  attempts: number,
  limits: Pick<Limits, 'retryDelayMs' | 'retryDelayMsMax'>,
  random: Random,
): number {
  if (attempts <= 0) return 0;
  const doublings = Math.min(attempts - 1, 20);
  const delay = Math.min(limits.retryDelayMs * 2 ** doublings, limits.retryDelayMsMax);
  return Math.round(delay * (0.8 + 0.2 * random.fraction()));
}
