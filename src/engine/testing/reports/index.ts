import type { TestCase, TestReport } from '../../model/test-report.ts';
import { parseGoJson } from './go-json.ts';
import { parseJestJson } from './jest-json.ts';
import { parseJunit } from './junit.ts';
import { parseMochaJson } from './mocha-json.ts';
import { parseNodeTestJsonl } from './node-test-jsonl.ts';
import { parseUnittestJsonl } from './unittest-jsonl.ts';

/** The report formats by name; each turns a text into a report and never throws. */
export const reportParsers = {
  'go-json': parseGoJson,
  'jest-json': parseJestJson,
  junit: parseJunit,
  'mocha-json': parseMochaJson,
  'node-test-jsonl': parseNodeTestJsonl,
  'unittest-jsonl': parseUnittestJsonl,
} as const satisfies Record<string, (text: string) => TestReport>;

export type ReportFormat = keyof typeof reportParsers;

/** Whether a word names a report format. */
export function isReportFormat(word: string): word is ReportFormat {
  return Object.hasOwn(reportParsers, word);
}

/** A report file by its name. */
export interface ReportText {
  readonly name: string;
  readonly text: string;
}

/** Reads the report files of one run as one report; a file that cannot be read spoils it. */
export function parseReports(format: ReportFormat, files: readonly ReportText[]): TestReport {
  const cases: TestCase[] = [];
  for (const { name, text } of files) {
    const report = reportParsers[format](text);
    if (report.kind === 'unreadable') {
      const where = files.length === 1 ? '' : ` (${name})`;
      return { kind: 'unreadable', reason: `${report.reason}${where}` };
    }
    cases.push(...report.cases);
  }
  return { kind: 'read', cases };
}
