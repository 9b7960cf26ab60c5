import { appendFile, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { systemClock } from '../../src/engine/platform/clock.ts';
import { tailFile } from '../../src/engine/platform/log-tail.ts';
import type { LogTail } from '../../src/engine/platform/log-tail.ts';
import { patience } from './stage.ts';

let directory: string;
let path: string;
let tail: LogTail;
let seen: string;
let lost: number;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'log-tail-'));
  path = join(directory, 'log');
  seen = '';
  lost = 0;
});

afterEach(async () => {
  tail.stop();
  await rm(directory, { recursive: true });
});

function follow(bytesMax: number, pollMs = 10): void {
  tail = tailFile({
    path,
    clock: systemClock,
    pollMs,
    bytesMax,
    onChunk: (chunk) => {
      seen += chunk.toString();
    },
    onLoss: (bytes) => {
      lost += bytes;
    },
  });
}

test('a file that comes later is followed as it grows', async () => {
  follow(1000);
  await tail.drain();
  await writeFile(path, 'one ');
  await vi.waitFor(() => {
    expect(seen).toBe('one ');
  }, patience);
  await appendFile(path, 'two');
  await vi.waitFor(() => {
    expect(seen).toBe('one two');
  }, patience);
  expect(tail.bytes()).toBe(7);
});

test('drain reads what is there without waiting for the next look', async () => {
  await writeFile(path, 'text');
  follow(1000, 60_000);
  await tail.drain();
  expect(seen).toBe('text');
});

test('nothing is read after stop', async () => {
  await writeFile(path, 'text');
  follow(1000, 60_000);
  tail.stop();
  await tail.drain();
  expect(seen).toBe('');
});

test('a file beyond its limit is emptied under its writer, and nothing that was read is lost', async () => {
  await writeFile(path, '');
  follow(100);
  let written = '';
  for (let round = 0; round < 20; round += 1) {
    const text = `${String(round)}:${'x'.repeat(40)}\n`;
    written += text;
    await appendFile(path, text);
    await vi.waitFor(() => {
      expect(seen).toBe(written);
    }, patience);
  }
  await tail.drain();
  expect(seen).toBe(written);
  expect(lost).toBe(0);
  expect((await stat(path)).size).toBeLessThanOrEqual(200);
});

test('a flood that cannot be read in time is left out, and said to be', async () => {
  const bytes = 20 * 1024 * 1024;
  await writeFile(path, Buffer.alloc(bytes, 'x'));
  follow(64 * 1024 * 1024, 60_000);
  await tail.drain();
  expect(lost).toBeGreaterThan(0);
  expect(seen.length + lost).toBe(bytes);
  expect(tail.bytes()).toBe(bytes);
});
