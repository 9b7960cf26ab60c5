import { mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  appendIntake,
  dropOldIntake,
  newestIntake,
  readIntake,
  rotateIntake,
} from '../../src/engine/db/intake-log.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'intake-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

function append(event: number): void {
  const word = { word: 'cancel' } as const;
  appendIntake(dir, [{ event, type: 'feature:cancelled', at: 1_000, featureId: 1, word }]);
}

const events = () => readIntake(dir).map(({ event }) => event);

it('segments follow one another as they were made, also after those that bear a time far ahead', () => {
  append(1);
  rotateIntake(dir);
  // As they were named once; the clock has been set back since.
  const [name = ''] = readdirSync(dir);
  renameSync(join(dir, name), join(dir, 'intake-004102444800000.jsonl'));
  for (const event of [2, 3]) {
    append(event);
    rotateIntake(dir);
  }
  expect(events()).toEqual([1, 2, 3]);
  expect(newestIntake(dir)?.event).toBe(3);
  append(4);
  expect(events()).toEqual([1, 2, 3, 4]);
});

it('what only the newest backup has stays when old segments are dropped', () => {
  for (const event of [1, 2, 3]) {
    append(event);
    rotateIntake(dir);
  }
  append(4);
  dropOldIntake(dir);
  expect(events()).toEqual([3, 4]);
  rotateIntake(dir);
  dropOldIntake(dir);
  expect(events()).toEqual([4]);
});
