import type { TestReport } from '../../model/test-report.ts';
import { failedBlock } from './blocks.ts';
import { countedReport, countIn, printedLines } from './counted-text.ts';
import { unreadable } from './report-values.ts';

const allPassed = /^(?<count>\d{1,9}) modules passed unittests$/u;
const someFailed = /^(?<failed>\d{1,9})\/(?<total>\d{1,9}) modules FAILED unittests$/u;
const failure = /^(?<name>[\w.]+@\S+\(\d+\)): (?<message>.*)$/u;

/** Reads what D's runtime prints of unit tests: it counts modules, and names the place of each failure. */
export function parseDubText(text: string): TestReport {
  const lines = printedLines(text);
  const end = lines.findLast((line) => allPassed.test(line) || someFailed.test(line));
  if (end === undefined) return unreadable('it has no count of modules');
  const passed = countIn(end, allPassed);
  const failed = countIn(end, /^(\d{1,9})\//u);
  const total = countIn(end, /\/(\d{1,9}) modules/u);
  const named = lines.flatMap((line) => {
    const groups = failure.exec(line)?.groups;
    const name = groups?.['name'];
    return name === undefined ? [] : [failedBlock({ name, lines: [groups?.['message'] ?? ''] })];
  });
  const good = failed > 0 ? total - failed : passed;
  return countedReport([{ passed: good, failed, skipped: 0, named: named.slice(0, failed) }]);
}
