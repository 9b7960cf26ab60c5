import type { Fields } from './report-values.ts';
import { attribute } from './xml.ts';

/**
 * How many troubles the attributes of a suite tell that stand nowhere inside it. A package that does not build is often
 * told only so. Failures may be counted by assertion, so that a suite with a failed case tells more only by its errors.
 */
export function declaredTroubles(
  suite: Fields,
  seen: { readonly troubles: number; readonly failed: number },
): number {
  const errors = countOf(suite, 'errors');
  const missing = errors + countOf(suite, 'failures') - seen.troubles;
  if (missing <= 0) return 0;
  return seen.failed === 0 || errors > 0 ? missing : 0;
}

function countOf(suite: Fields, name: string): number {
  const text = attribute(suite, name) ?? '';
  return /^\d{1,9}$/u.test(text) ? Number(text) : 0;
}
