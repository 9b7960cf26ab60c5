import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { intakeLineOf, type IntakeLine } from '../model/intake.ts';
import { fixedLimits } from '../model/limits.ts';

const current = 'intake.jsonl';
const segment = /^intake-(\d{15})\.jsonl$/;

/** Adds lines and waits until the disk has them. */
export function appendIntake(dir: string, lines: readonly IntakeLine[]): void {
  const file = openSync(join(dir, current), 'a', 0o600);
  try {
    // A line of its own, whatever a crash has left of the one before.
    writeSync(file, lines.map((line) => `\n${JSON.stringify(line)}`).join('') + '\n');
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Every line that is kept, oldest first. */
export function readIntake(dir: string): IntakeLine[] {
  return segmentsOf(dir).flatMap((name) =>
    readFileSync(join(dir, name), 'utf8')
      .split('\n')
      .flatMap((text) => (text === '' ? [] : (intakeLineOf(text) ?? []))),
  );
}

/** Whether anything was ever asked for here. */
export function hasIntake(dir: string): boolean {
  return segmentsOf(dir).length > 0;
}

/** The newest line; undefined when there is none, or it is too long to be looked at in passing. */
export function newestIntake(dir: string): IntakeLine | undefined {
  const name = segmentsOf(dir).at(-1);
  return name === undefined ? undefined : intakeLineOf(lastLineOf(join(dir, name)));
}

/**
 * Begins a new segment. What is in the old ones was kept by the database before, so that a backup which begins now
 * has it. An appender that is at it just now still writes to the old one, which stays for one more backup.
 */
export function rotateIntake(dir: string): void {
  const path = join(dir, current);
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return;
  // Counted on from the newest, which may bear the time of its making: a clock that is set back changes no order.
  const newest = oldSegmentsOf(dir).at(-1) ?? '';
  const number = Number(segment.exec(newest)?.[1] ?? 0) + 1;
  renameSync(path, join(dir, `intake-${String(number).padStart(15, '0')}.jsonl`));
}

/** Drops the segments that two backups have: all old ones but the newest. */
export function dropOldIntake(dir: string): void {
  for (const name of oldSegmentsOf(dir).slice(0, -1)) rmSync(join(dir, name), { force: true });
}

function segmentsOf(dir: string): string[] {
  const old = oldSegmentsOf(dir);
  return existsSync(join(dir, current)) ? [...old, current] : old;
}

function oldSegmentsOf(dir: string): string[] {
  return readdirSync(dir)
    .filter((name) => segment.test(name))
    .sort();
}

function lastLineOf(path: string): string {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const length = Math.min(size, fixedLimits.intakeTailBytesMax);
    const tail = Buffer.alloc(length);
    readSync(file, tail, 0, length, size - length);
    return tail.toString('utf8').trimEnd().split('\n').at(-1) ?? '';
  } finally {
    closeSync(file);
  }
}
