import type { TestCase } from '../../model/test-report.ts';
import { testCase } from './report-values.ts';
import { placeInText } from './text-place.ts';

/** A failure as a runner printed it. */
export interface Block {
  readonly name: string;
  readonly lines: string[];
}

const blockLinesMax = 400;

/** Adds a line to the last of the blocks, as far as a person would read. */
export function addToLast(blocks: readonly Block[], line: string): void {
  const lines = blocks.at(-1)?.lines;
  if (lines !== undefined && lines.length < blockLinesMax) lines.push(line);
}

/** A failed case from what was printed of it. */
export function failedBlock({ name, lines }: Block): TestCase {
  const message = lines.join('\n');
  const place = placeInText(message);
  return testCase({
    path: [name],
    status: 'failed',
    durationMs: null,
    message,
    file: place?.file ?? null,
    line: place?.line ?? null,
  });
}
