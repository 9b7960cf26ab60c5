import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openBackups } from '../../src/engine/db/backup.ts';
import { connect } from '../../src/engine/db/connect.ts';
import { systemClock } from '../../src/engine/platform/clock.ts';

let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'backups-'));
  path = join(directory, 'state.db');
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

it('a database that could not be looked at once is told of, and copied at the next time', async () => {
  const db = connect(path);
  const bugs: string[] = [];
  const backups = openBackups({
    db,
    clock: systemClock,
    onFault: () => undefined,
    onBug: (error) => bugs.push(String(error)),
  });
  backups.begin();
  await backups.end();
  expect(bugs[0]).toContain('no such table');
  expect(existsSync(`${path}.bak`)).toBe(false);

  db.exec(
    'CREATE TABLE events (id INTEGER PRIMARY KEY AUTOINCREMENT); INSERT INTO events DEFAULT VALUES',
  );
  await backups.end();
  expect(existsSync(`${path}.bak`)).toBe(true);
  db.close();
});

it('the last copy of a database that is closed already ends in peace', async () => {
  const db = connect(path);
  db.close();
  const bugs: unknown[] = [];
  const backups = openBackups({
    db,
    clock: systemClock,
    onFault: () => undefined,
    onBug: (error) => bugs.push(error),
  });
  await expect(backups.end()).resolves.toBeUndefined();
  expect(bugs).toHaveLength(1);
});
