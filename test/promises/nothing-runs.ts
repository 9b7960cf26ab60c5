import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { Left } from './left.ts';

const goneMsMax = 2_000;
const lookEveryMs = 50;

/** I6: two seconds after the end nothing runs that was started for the project. */
export async function nothingRuns({ scratch }: Left): Promise<string[]> {
  for (let waitedMs = 0; waitedMs < goneMsMax; waitedMs += lookEveryMs) {
    if (scratch.leftovers().length === 0) return [];
    await wait(lookEveryMs);
  }
  return scratch.leftovers().map((pid) => `process ${String(pid)} still runs: ${wordsOf(pid)}`);
}

function wordsOf(pid: number): string {
  try {
    return readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8')
      .replaceAll('\0', ' ')
      .slice(0, 100);
  } catch {
    return 'it has just ended';
  }
}
