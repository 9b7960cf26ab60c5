import { appendFileSync, renameSync, statSync } from 'node:fs';
import type { Clock } from './clock.ts';
import { sanitiseLine } from './terminal-text.ts';

const logBytesMax = 1024 * 1024;
const lineCharsMax = 4096;

/** What the engine notes about itself, for the person who looks for the cause of a fault. */
export interface ProgramLog {
  /** Adds one line; it never throws, since a full disk must not stop what is being noted. */
  note(text: string): void;
}

/** Opens the log of the program: at most two files, `path` and `path.old`, of one megabyte each. */
export function openProgramLog(path: string, clock: Clock): ProgramLog {
  return {
    note(text) {
      const line = `${new Date(clock.now()).toISOString()} ${sanitiseLine(text).slice(0, lineCharsMax)}\n`;
      try {
        const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
        if (size + line.length > logBytesMax) renameSync(path, `${path}.old`);
        appendFileSync(path, line, { mode: 0o600 });
      } catch {
        // Nothing can be said where nothing can be written.
      }
    },
  };
}
