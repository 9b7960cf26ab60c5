import { pathToFileURL } from 'node:url';
import { readFileSync } from 'node:fs';

/** Counts what really ran in a JSON report of vitest; a file that could not be loaded is one failure. */
export function countTests(report) {
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const passed = tests.filter(({ status }) => status === 'passed').length;
  const failedTests = tests.filter(({ status }) => status === 'failed').length;
  const brokenFiles = report.testResults.filter(
    (file) =>
      file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed'),
  ).length;
  return { passed, failed: failedTests + brokenFiles };
}

// As a program: prints "<passed> <failed>" for the report it is given.
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { passed, failed } = countTests(JSON.parse(readFileSync(process.argv[2], 'utf8')));
  process.stdout.write(`${String(passed)} ${String(failed)}\n`);
}
