import { posix } from 'node:path';
import type { FoundSuite, FoundTests } from '../detect/detection.ts';
import { requireFramework } from '../frameworks/index.ts';

/**
 * The suite that a file of the project belongs to: the nearest one above it, of several there the one that takes the
 * file for a test, else the one that is written in its language, else the first.
 */
export function suiteForFile(found: FoundTests, path: string): FoundSuite {
  const above = found.suites.filter(({ dir }) => dir === '' || path.startsWith(`${dir}/`));
  const nearest = above.reduce((far, { dir }) => Math.max(far, dir.length), 0);
  const near = above.filter(({ dir }) => dir.length === nearest);
  const extension = posix.extname(path);
  return (
    near.find((suite) => takes(suite, path)) ??
    above.find((suite) => takes(suite, path)) ??
    near.find((suite) => isIn(suite, extension)) ??
    near[0] ??
    found.primary
  );
}

function takes({ framework, dir }: FoundSuite, path: string): boolean {
  const inside = dir === '' ? path : path.slice(dir.length + 1);
  return requireFramework(framework).evidence.testFiles.test(inside);
}

function isIn({ framework }: FoundSuite, extension: string): boolean {
  return requireFramework(framework).evidence.testExtensions.includes(extension);
}
