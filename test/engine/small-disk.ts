import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Stage } from '../e2e/stage.ts';

/** Why a small disk cannot be mounted here; undefined when it can. */
export const noMount = whyNoMount();

function whyNoMount(): string | undefined {
  if (process.platform !== 'linux') return 'only Linux mounts a tmpfs';
  if (process.getuid?.() !== 0) return 'only root may mount a tmpfs';
  return undefined;
}

/** A disk of its own under the state of a stage. */
export interface SmallDisk {
  /** Fills it to the last byte. */
  fill(): void;
  /** Makes the room again that was filled. */
  clear(): void;
  makeReadOnly(): void;
}

/** Mounts a tmpfs where a stage keeps its state; it goes away with the test. */
export function mountState({ home }: Stage, megabytes: number): SmallDisk {
  const dir = join(home, 'state');
  mkdirSync(dir, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${String(megabytes)}m`, 'none', dir]);
  onTestFinished(() => {
    execFileSync('umount', ['--lazy', dir]);
  });
  const filler = join(dir, 'filler');
  return {
    fill: () => {
      fillUp(filler);
    },
    clear: () => {
      rmSync(filler, { force: true });
    },
    makeReadOnly: () => {
      execFileSync('mount', ['-o', 'remount,ro', dir]);
    },
  };
}

function fillUp(filler: string): void {
  const file = openSync(filler, 'a');
  try {
    for (let bytes = 1024 * 1024; bytes >= 1024;) {
      const chunk = Buffer.alloc(bytes, 'x');
      try {
        writeSync(file, chunk);
      } catch {
        bytes /= 4;
      }
    }
  } finally {
    closeSync(file);
  }
}
