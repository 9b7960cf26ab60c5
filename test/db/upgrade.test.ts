import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { connect, type Db } from '../../src/engine/db/connect.ts';
import {
  engineHolder,
  mendDatabase,
  openDatabase,
  takeEngineLock,
} from '../../src/engine/db/index.ts';
import { migrations } from '../../src/engine/db/migrations/index.ts';
import { openQueue } from '../../src/engine/queue/index.ts';

let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'upgrade-'));
  path = join(directory, 'state.db');
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

/** A database as the first version left it: one merged feature, two that need it, one that needs an unmerged one. */
function makeFirstVersion(more = 0): void {
  const db = connect(path);
  db.pragma('journal_mode = WAL');
  db.exec(migrations[0] ?? '');
  const insert = db.prepare<[number, string, string, string | null]>(
    `INSERT INTO features (id, name, description, category, priority, acceptance, state, epoch, attempts, last_error,
       merged_as, created_at, updated_at) VALUES (?, ?, 'words', 'auth', 5, 'look', ?, 2, 1, 'red', ?, 10, 20)`,
  );
  const names = ['Alpha', 'Beta', 'Gamma', 'Delta'];
  const states = ['merged', 'pending', 'blocked', 'pending'];
  db.transaction(() => {
    for (const [index, name] of names.entries()) {
      insert.run(index + 1, name, states[index] ?? '', index === 0 ? 'c0ffee' : null);
    }
    for (let id = 5; id < 5 + more; id += 1) insert.run(id, `More ${String(id)}`, 'pending', null);
    db.exec(`INSERT INTO feature_dependencies VALUES (2, 1), (3, 1), (4, 1), (4, 2);
      INSERT INTO attempts VALUES (1, 2, 'agent-1', 10, 20, 'merged', NULL);
      INSERT INTO candidates VALUES (7, 1, 2, 'agent-1', 'abc', 'landed', 15);
      INSERT INTO checkpoints VALUES (1, 2, 1, 'abc', 'tree', 'submit', 'm', 1, 2, 3, 15);
      INSERT INTO events (at, type, feature_id, facts) VALUES (10, 'feature:added', 1, '{"name":"Alpha"}')`);
  })();
  db.pragma('user_version = 1');
  db.close();
}

const needs = (db: Db) =>
  db.prepare('SELECT id, state, open_needs FROM features WHERE id <= 4 ORDER BY id').all();

const oldNeeds = [
  { id: 1, state: 'merged', open_needs: 0 },
  { id: 2, state: 'pending', open_needs: 0 },
  { id: 3, state: 'blocked', open_needs: 0 },
  { id: 4, state: 'pending', open_needs: 1 },
];

function expectUpgraded(db: Db, features = 4): void {
  expect(db.pragma('user_version', { simple: true })).toBe(migrations.length);
  expect(db.pragma('quick_check', { simple: true })).toBe('ok');
  expect(db.pragma('foreign_key_check')).toEqual([]);
  expect(needs(db)).toEqual(oldNeeds);
  const counts = [
    'features',
    'feature_dependencies',
    'attempts',
    'candidates',
    'checkpoints',
    'events',
  ];
  expect(
    counts.map((table) => db.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }),
  ).toEqual([features, 4, 1, 1, 1, 1].map((n) => ({ n })));
}

it('the first version’s rows come over whole, and their dependencies go on being counted', () => {
  makeFirstVersion();
  const db = openDatabase(path);
  try {
    expectUpgraded(db);
    const queue = openQueue(
      db,
      () => 1,
      () => undefined,
    );
    expect(queue.features.find(4)).toMatchObject({
      name: 'Delta',
      description: 'words',
      category: 'auth',
      priority: 5,
      acceptance: 'look',
      dependsOn: [1, 2],
      epoch: 2,
      attempts: 1,
      lastError: 'red',
      createdAt: 10,
      updatedAt: 20,
    });
    expect(queue.features.find(1)?.mergedAs).toBe('c0ffee');
    expect(queue.features.ready('agent-1', 10).map(({ id }) => id)).toEqual([2]);
    db.exec(`UPDATE features SET state = 'merged' WHERE id = 2`);
    expect(queue.features.ready('agent-1', 10).map(({ id }) => id)).toEqual([4]);
    expect(() => db.exec('INSERT INTO feature_dependencies VALUES (1, 99)')).toThrow('FOREIGN KEY');
  } finally {
    db.close();
  }
});

it('the database of the first version is kept as it was', () => {
  makeFirstVersion();
  openDatabase(path).close();
  const kept = connect(`${path}.v1.bak`);
  expect(kept.pragma('user_version', { simple: true })).toBe(1);
  expect(kept.prepare('SELECT count(*) AS n FROM features').get()).toEqual({ n: 4 });
  kept.close();
});

it('is not upgraded under the hands of an engine, which is named; the engine’s own start does it', () => {
  makeFirstVersion();
  const lock = takeEngineLock(join(directory, 'lock.db'), engineHolder());
  const reason = `an older agent-tui runs this project: process ${String(process.pid)} on`;
  expect(() => openDatabase(path)).toThrow(reason);
  expect(existsSync(`${path}.v1.bak`)).toBe(false);
  expect(mendDatabase(path, 1)).toBeUndefined();
  const db = openDatabase(path, 'held');
  expectUpgraded(db);
  db.close();
  lock.release();
});

it('a backup of the first version is good enough to start from', () => {
  makeFirstVersion();
  openDatabase(path).close();
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
  rmSync(`${path}.bak`, { force: true });
  mkGate();
  expect(mendDatabase(path, 1)?.backupAt).not.toBeNull();
  const db = openDatabase(path, 'held');
  expectUpgraded(db);
  db.close();
});

function mkGate(): void {
  takeEngineLock(join(directory, 'gate.git'), engineHolder()).release();
}

/** Another process that opens the database, and perhaps makes backups without end. */
function startChild(code: string) {
  const source = (name: string) =>
    JSON.stringify(fileURLToPath(import.meta.resolve(`../../src/engine/${name}.ts`)));
  const program = `import { openDatabase } from ${source('db/index')};
    import { systemClock } from ${source('platform/clock')};
    import { makeBackup } from ${source('db/backup')};
    const [path] = process.argv.slice(1);
    ${code}`;
  const args = [
    '--experimental-strip-types',
    '--no-warnings',
    '--input-type=module',
    '-e',
    program,
  ];
  const child = spawn(process.execPath, [...args, path], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return { child, closed: once(child, 'close') };
}

async function killAtSightOf(file: string, code: string): Promise<void> {
  const { child, closed } = startChild(code);
  await vi.waitUntil(() => existsSync(file), { timeout: 20_000, interval: 1 });
  child.kill('SIGKILL');
  await closed;
}

const many = 20_000;

it('a process that is killed in the middle of an upgrade leaves the one version or the other', async () => {
  for (const file of ['.v1.bak.new', '.v1.bak']) {
    for (const name of ['', '-wal', '-shm', '.v1.bak']) rmSync(`${path}${name}`, { force: true });
    makeFirstVersion(many);
    await killAtSightOf(`${path}${file}`, 'openDatabase(path).close();');
    expect(mendDatabase(path, 1)).toBeUndefined();
    const db = openDatabase(path, 'held');
    expectUpgraded(db, many + 4);
    db.close();
  }
}, 60_000);

it('a process that is killed in the middle of a backup leaves the backup before it', async () => {
  makeFirstVersion(many);
  const again = 'const db = openDatabase(path); for (;;) await makeBackup(db, systemClock);';
  await killAtSightOf(`${path}.bak.older`, again);
  await killAtSightOf(`${path}.bak.new`, again);
  rmSync(path);
  const mended = mendDatabase(path, 1);
  expect(mended?.backupAt).not.toBeNull();
  expect(existsSync(`${path}.bak.new`)).toBe(false);
  const db = openDatabase(path, 'held');
  expectUpgraded(db, many + 4);
  db.close();
}, 60_000);
