import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { defaultLimits, fixedLimits } from '../../src/engine/model/limits.ts';
import type { Left } from './left.ts';

/** Logs may go over their caps between two looks at their sizes. */
const logSlack = 4;

/** I8: logs, the write-ahead log and the number of worktrees stay within their bounds. */
export function bounded({ paths }: Left): string[] {
  const sizes = filesOf(paths.logs).map((path) => [path, sizeOf(path)] as const);
  const breaches = sizes
    .filter(([, bytes]) => bytes > fixedLimits.sessionLogBytesMax * logSlack)
    .map(([path, bytes]) => `${path} has ${String(bytes)} bytes`);
  const all = sizes.reduce((sum, [, bytes]) => sum + bytes, 0);
  if (all > defaultLimits.logsBytesMax * logSlack) {
    breaches.push(`the logs together have ${String(all)} bytes`);
  }
  const wal = sizeOf(`${paths.database}-wal`);
  if (wal > fixedLimits.walBytesMax) breaches.push(`the write-ahead log has ${String(wal)} bytes`);
  const slots = filesOf(paths.worktrees).filter((path) => /agent-\d+$/.test(path)).length;
  if (slots > fixedLimits.agentsMax) breaches.push(`there are ${String(slots)} worktrees`);
  return breaches;
}

function filesOf(dir: string): string[] {
  return readdirSync(dir).map((name) => join(dir, name));
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
