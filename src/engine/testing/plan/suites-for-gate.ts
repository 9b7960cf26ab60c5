import { isDeepStrictEqual } from 'node:util';
import type { Detection, FoundSuite } from '../detect/detection.ts';
import { requireFramework } from '../frameworks/index.ts';

/**
 * The suites that decide whether a tree may land: the primary one, and those that the project itself runs. End-to-end
 * tests need browsers and servers that a gate has not got, so they decide only where there is nothing else.
 */
export function suitesForGate(detection: Detection): readonly FoundSuite[] {
  if (detection.kind === 'none') return [];
  const { primary, suites } = detection;
  const isDeciding = (suite: FoundSuite) =>
    suite.isSure && requireFramework(suite.framework).level === 'unit';
  return [primary, ...suites.filter((suite) => suite !== primary && isDeciding(suite))];
}

/** What decides how the tests of a project are run; the reasons for it do not. */
export function howTested(detection: Detection): readonly unknown[] {
  return suitesForGate(detection).map(howSuiteTested);
}

/** Whether two suites are run in the very same way. */
export function isTestedAlike(a: FoundSuite, b: FoundSuite): boolean {
  return isDeepStrictEqual(howSuiteTested(a), howSuiteTested(b));
}

function howSuiteTested(suite: FoundSuite): unknown {
  const { framework, dir, packageManager, invocation, report } = suite;
  return [framework, dir, packageManager, invocation, report];
}
