import type { TestReport } from '../../model/test-report.ts';
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
