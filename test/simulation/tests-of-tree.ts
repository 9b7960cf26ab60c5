import type { TestCase, TestTotals } from '../../src/engine/model/test-report.ts';
import type { Tree } from './objects.ts';

/** What the tests of a tree show: each file is a test, some contents fail, and some fail only together. */
export function testsOf(files: Tree): { totals: TestTotals; failing: TestCase[] } {
  const clashing = [...files.values()].filter((content) => content.includes('clash')).length > 1;
  const failing = [...files]
    .filter(([, content]) => isBad(content) || (clashing && content.includes('clash')))
    .map(([path, content]) => failed(path, content));
  const total = files.size;
  return {
    totals: { total, passed: total - failing.length, failed: failing.length, skipped: 0 },
    failing,
  };
}

/** Whether all tests of a tree pass. */
export function isGreen(files: Tree): boolean {
  return testsOf(files).failing.length === 0;
}

/** Whether a file fails its test by itself. */
export function isBad(content: string): boolean {
  return content.includes('bad') || content.includes('<<');
}

function failed(path: string, content: string): TestCase {
  const name = `test of ${path}`;
  return { name, status: 'failed', durationMs: 1, message: content, file: path, line: 1 };
}
