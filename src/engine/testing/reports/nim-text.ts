import type { TestReport } from '../../model/test-report.ts';
import { markedReport } from './marked-text.ts';

/** Reads what the unittest module of Nim prints. */
export function parseNimText(text: string): TestReport {
  return markedReport(text, {
    passed: /^\s*\[OK\]\s+(?<name>\S.*)$/u,
    failed: /^\s*\[FAILED\]\s+(?<name>\S.*)$/u,
    skipped: /^\s*\[SKIPPED\]\s+(?<name>\S.*)$/u,
    end: null,
  });
}
