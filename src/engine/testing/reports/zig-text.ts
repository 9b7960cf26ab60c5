import type { TestReport } from '../../model/test-report.ts';
import { failedBlock } from './blocks.ts';
import { countedReport, countIn, printedLines } from './counted-text.ts';
import { unreadable } from './report-values.ts';

const summary = /(?<passed>\d{1,9})\/(?<total>\d{1,9}) tests passed/u;
const failure = /^error: '(?<name>[^']+)' failed:?(?<message>.*)$/u;

/** Reads the build summary of Zig: its counts, and the tests that it names because they failed. */
export function parseZigText(text: string): TestReport {
  const lines = printedLines(text);
  const line = lines.findLast((one) => summary.test(one));
  if (line === undefined) return unreadable('it has no count of tests');
  const passed = countIn(line, /(\d{1,9})\/\d{1,9} tests passed/u);
  const total = countIn(line, /\d{1,9}\/(\d{1,9}) tests passed/u);
  const skipped = countIn(line, /(\d{1,9}) skipped/u);
  const named = lines.flatMap((one) => {
    const groups = failure.exec(one)?.groups;
    const message = groups?.['message'] ?? '';
    return groups === undefined
      ? []
      : [failedBlock({ name: groups['name'] ?? '', lines: [message] })];
  });
  const failed = Math.max(0, total - passed - skipped, named.length);
  return countedReport([{ passed, failed, skipped, named }]);
}
