import type { TestCase, TestReport } from '../../model/test-report.ts';
import { parseAlcotestText } from './alcotest-text.ts';
import { parseAutomakeTrs } from './automake-trs.ts';
import { parseCargoText } from './cargo-text.ts';
import { parseCtSurefire } from './ct-surefire.ts';
import { parseCtrf } from './ctrf.ts';
import { parseCucumberJson } from './cucumber-json.ts';
import { parseDartJson } from './dart-json.ts';
import { parseExunitText } from './exunit-text.ts';
import { parseGoJson } from './go-json.ts';
import { parseGtestJson } from './gtest-json.ts';
import { parseHspecText } from './hspec-text.ts';
import { parseJasmineText } from './jasmine-text.ts';
import { parseJestJson } from './jest-json.ts';
import { parseJunit } from './junit.ts';
import { parseMinitestText } from './minitest-text.ts';
import { parseMochaJson } from './mocha-json.ts';
import { parsePlaywrightJson } from './playwright-json.ts';
import { readReport, unreadable } from './report-values.ts';
import { parseRspecJson } from './rspec-json.ts';
import { parseTap } from './tap.ts';
import { parseTestUnitXml } from './test-unit-xml.ts';
import { parseToldJsonl } from './told-jsonl.ts';
import { parseTrx } from './trx.ts';
import { parseUnittestText } from './unittest-text.ts';
import { parseUvuText } from './uvu-text.ts';
import { parseXcresultJson } from './xcresult-json.ts';

import { parseBazelEvents } from './bazel-events.ts';
import { parseDubText } from './dub-text.ts';
import { parseForgeJson } from './forge-json.ts';
import { parseGleamText } from './gleam-text.ts';
import { parseJuliaText } from './julia-text.ts';
import { parseNimText } from './nim-text.ts';
import { parseShunit2Text } from './shunit2-text.ts';
import { parseUrchinText } from './urchin-text.ts';
import { parseZigText } from './zig-text.ts';

/** Turns a text into a report and never throws; `file` is the report file where a runner leaves several. */
export type ReportParser = (text: string, file?: string) => TestReport;

/** The report formats by name; those that end in `text` are the last resort. */
export const reportParsers = {
  'alcotest-text': parseAlcotestText,
  'automake-trs': parseAutomakeTrs,
  'cargo-text': parseCargoText,
  'ct-surefire': parseCtSurefire,
  ctrf: parseCtrf,
  'cucumber-json': parseCucumberJson,
  'dart-json': parseDartJson,
  'exunit-text': parseExunitText,
  'go-json': parseGoJson,
  'gtest-json': parseGtestJson,
  'hspec-text': parseHspecText,
  'jasmine-text': parseJasmineText,
  'jest-json': parseJestJson,
  junit: parseJunit,
  'minitest-text': parseMinitestText,
  'mocha-json': parseMochaJson,
  'node-test-jsonl': parseToldJsonl,
  'playwright-json': parsePlaywrightJson,
  'rspec-json': parseRspecJson,
  tap: parseTap,
  'test-unit-xml': parseTestUnitXml,
  'told-jsonl': parseToldJsonl,
  trx: parseTrx,
  'unittest-jsonl': parseToldJsonl,
  'unittest-text': parseUnittestText,
  'uvu-text': parseUvuText,
  'bazel-events': parseBazelEvents,
  'dub-text': parseDubText,
  'forge-json': parseForgeJson,
  'gleam-text': parseGleamText,
  'julia-text': parseJuliaText,
  'nim-text': parseNimText,
  'shunit2-text': parseShunit2Text,
  'urchin-text': parseUrchinText,
  'zig-text': parseZigText,
  'xcresult-json': parseXcresultJson,
} as const satisfies Record<string, ReportParser>;

export type ReportFormat = keyof typeof reportParsers;

/** Whether a word names a report format. */
export function isReportFormat(word: string): word is ReportFormat {
  return Object.hasOwn(reportParsers, word);
}

/** The text of a report. What was printed, or stands in the one file that we asked for, has no name of its own. */
export interface ReportText {
  readonly name: string | null;
  readonly text: string;
}

/** Reads the report files of one run as one report; a file that cannot be read spoils it. */
export function parseReports(format: ReportFormat, files: readonly ReportText[]): TestReport {
  const parse: ReportParser = reportParsers[format];
  const cases: TestCase[] = [];
  for (const { name, text } of files) {
    const report = name === null ? parse(text) : parse(text, name);
    if (report.kind === 'unreadable') {
      const where = name === null ? '' : ` (${name})`;
      return unreadable(`${report.reason}${where}`);
    }
    for (const found of report.cases) cases.push(found);
  }
  return readReport(cases);
}
