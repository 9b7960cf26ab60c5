import type { TestCase, TestReport } from '../../model/test-report.ts';
import type { Block } from './blocks.ts';
import { addToLast, failedBlock } from './blocks.ts';
import { countedReport, countIn, namedCase, printedLines } from './counted-text.ts';
import { unreadable } from './report-values.ts';

const passedLine = /^\s*✓ +(?<name>\S.*)$/u;
const failedLine = /^\s*✗ +(?<name>\S.*)$/u;
const passedCount = /^(?:\s*✓ )?\s*(\d{1,9}) tests? passed\.?$/u;
const failedCount = /^(?:\s*✗ )?\s*(\d{1,9}) tests? failed\.?$/u;

/** Reads what Urchin prints. Both of its counts must be there. */
export function parseUrchinText(text: string): TestReport {
  const named: TestCase[] = [];
  const blocks: Block[] = [];
  let passed: number | null = null;
  let failed: number | null = null;
  let isFailing = false;
  for (const line of printedLines(text)) {
    const good = passedLine.exec(line)?.groups?.['name'];
    const bad = failedLine.exec(line)?.groups?.['name'];
    if (passedCount.test(line)) passed = countIn(line, passedCount);
    else if (failedCount.test(line)) failed = countIn(line, failedCount);
    else if (good !== undefined) named.push(namedCase(good, 'passed'));
    else if (bad !== undefined) blocks.push({ name: bad, lines: [] });
    else if (isFailing) addToLast(blocks, line);
    isFailing = bad !== undefined || (isFailing && good === undefined && line.trim() !== '');
  }
  if (passed === null || failed === null) return unreadable('it has no summary of Urchin');
  return countedReport([
    { passed, failed, skipped: 0, named: [...named, ...blocks.map(failedBlock)] },
  ]);
}
