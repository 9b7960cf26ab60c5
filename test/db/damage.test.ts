import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeBackup } from '../../src/engine/db/backup.ts';
import { mendDatabase, openDatabase, readIntake, type Mended } from '../../src/engine/db/index.ts';
import { systemClock } from '../../src/engine/platform/clock.ts';
import { openQueue } from '../../src/engine/queue/index.ts';
import { draft } from '../queue/stage.ts';

/** Features in the backup, then those that only the write-ahead log has. */
const inBackup = 40;
const inAll = 55;
const files = ['state.db', 'state.db-wal', 'state.db-shm'] as const;

let home: string;
/** What a machine that stops at once leaves: a database, its log, a backup, the intake log. */
let stopped: string;
let directory: string;
let path: string;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'damage-'));
  const working = join(home, 'working');
  stopped = join(home, 'stopped');
  mkdirSync(working);
  mkdirSync(stopped);
  const db = openDatabase(join(working, 'state.db'));
  let now = 1_000;
  const queue = openQueue(
    db,
    () => (now += 1),
    () => undefined,
  );
  const add = (from: number, to: number) => {
    for (let number = from; number <= to; number += 1) {
      queue.addFeatures([
        draft({ name: `Feature ${String(number)}`, description: 'x'.repeat(300) }),
      ]);
    }
  };
  add(1, inBackup);
  db.pragma('wal_checkpoint(TRUNCATE)');
  await makeBackup(db, systemClock);
  add(inBackup + 1, inAll);
  queue.features.cancel(2);
  queue.features.setPriority(3, 7);
  queue.features.block(4, 'person', 'not now');
  for (const name of readdirSync(working)) copyFileSync(join(working, name), join(stopped, name));
  db.close();
});
afterAll(() => {
  rmSync(home, { recursive: true });
});
beforeEach(() => {
  lay();
});

/** Lays out the stopped machine's files anew. */
function lay(): void {
  directory = join(home, 'now');
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory);
  for (const name of readdirSync(stopped)) copyFileSync(join(stopped, name), join(directory, name));
  path = join(directory, 'state.db');
}

/** Starts as an engine does; answers with what was done, how many words were taken in again and what the rows are now. */
function start() {
  const mended = mendDatabase(path, 5_000);
  const db = openDatabase(path, 'held');
  try {
    const queue = openQueue(
      db,
      () => 6_000,
      () => undefined,
    );
    const { words } = queue.replay(readIntake(directory));
    const features = queue.features.all();
    return {
      mended,
      words,
      ids: features.map(({ id }) => id),
      states: features.map(({ state }) => state),
      priority: queue.features.find(3)?.priority,
      sound: db.pragma('quick_check', { simple: true }),
    };
  } finally {
    db.close();
  }
}

const allIds = Array.from({ length: inAll }, (_, index) => index + 1);
const allStates = allIds.map((id) => (id === 2 ? 'cancelled' : id === 4 ? 'blocked' : 'pending'));

/** Nothing is lost and nothing is there twice, now and after another start. */
function expectEverything(what = ''): Mended | undefined {
  const { mended, ...first } = start();
  expect(first, what).toMatchObject({ ids: allIds, states: allStates, priority: 7, sound: 'ok' });
  expect(start(), what).toEqual({ ...first, mended: undefined, words: 0 });
  return mended;
}

it('a machine that stopped at once has lost nothing', () => {
  expect(expectEverything()).toBeUndefined();
});

describe('a database is put back from its backup, and what people asked for since is taken in again', () => {
  it.each<[string, () => void]>([
    ['gone', () => rmSync(path)],
    ['empty', () => truncateSync(path)],
    ['a text', () => writeFileSync(path, 'These are my notes.\n'.repeat(500))],
    [
      'a directory',
      () => {
        rmSync(path);
        mkdirSync(path);
      },
    ],
    ['without one of its tables', () => dropTable('runs')],
    ['all zeros', () => writeFileSync(path, Buffer.alloc(statSync(path).size))],
  ])('when it is %s', (_case, damage) => {
    damage();
    const mended = expectEverything();
    expect(mended?.backupAt).toBe(statSync(`${path}.bak`).mtimeMs);
    const kept = mended?.keptAs ?? 'no name';
    expect(readdirSync(directory).some((name) => name.startsWith(kept))).toBe(true);
  });

  it('when it is cut off anywhere', () => {
    const { size } = statSync(path);
    for (let length = 1; length < size; length += Math.ceil(size / 12)) {
      lay();
      truncateSync(path, length);
      expect(expectEverything(`cut to ${String(length)} of ${String(size)}`)).toBeDefined();
    }
  });

  it('from the older backup when the newest is damaged too', () => {
    copyFileSync(`${path}.bak`, `${path}.bak.older`);
    truncateSync(`${path}.bak`, 5_000);
    truncateSync(path, 5_000);
    expectEverything();
  });

  it('and made anew from the intake log alone when every backup is damaged', () => {
    truncateSync(`${path}.bak`, 5_000);
    truncateSync(path, 5_000);
    expect(expectEverything()?.backupAt).toBeNull();
  });
});

describe('a write-ahead log', () => {
  it('that is gone, cut off or changed anywhere takes nothing along', () => {
    const wal = `${path}-wal`;
    const { size } = statSync(wal);
    rmSync(wal);
    expectEverything('without the log');
    for (let place = 0; place < size; place += Math.ceil(size / 12)) {
      lay();
      truncateSync(wal, place);
      expectEverything(`log cut to ${String(place)} of ${String(size)}`);
      lay();
      flip(wal, place, 0x10);
      expectEverything(`log changed at ${String(place)} of ${String(size)}`);
    }
  });
});

describe('a bit that flips', () => {
  it('in the header of the database costs nothing', () => {
    for (let place = 0; place < 100; place += 1) {
      lay();
      flip(path, place, 1 << (place % 8));
      expect(start(), `header byte ${String(place)}`).toMatchObject({ ids: allIds, sound: 'ok' });
    }
  }, 60_000);

  it('anywhere else in the database costs no feature, and none is there twice', () => {
    const { size } = statSync(path);
    for (let place = 100; place < size; place += 2999) {
      lay();
      flip(path, place, 1 << (place % 8));
      const what = `byte ${String(place)} of ${String(size)}`;
      const { ids, sound } = start();
      expect({ ids, sound }, what).toEqual({ ids: allIds, sound: 'ok' });
      expect(start().ids, what).toEqual(allIds);
    }
  }, 60_000);
});

it('damaged files are kept, but not without end', () => {
  for (let round = 0; round < 8; round += 1) {
    writeFileSync(path, `no database ${String(round)}`);
    mendDatabase(path, round * 60_000);
  }
  const kept = readdirSync(directory).filter((name) => name.includes('.damaged-'));
  expect(kept).toHaveLength(5);
  expect(kept.map((name) => readFileSync(join(directory, name), 'utf8'))).toContain(
    'no database 7',
  );
});

it('a database of a newer program is neither damaged nor touched', () => {
  const db = openDatabase(path);
  db.exec('CREATE TABLE later (id INTEGER)');
  db.pragma('user_version = 99');
  db.close();
  expect(mendDatabase(path, 1)).toBeUndefined();
  expect(() => openDatabase(path, 'held')).toThrow('has schema 99');
});

it('a new project is not damaged', () => {
  for (const name of readdirSync(directory)) rmSync(join(directory, name));
  expect(mendDatabase(path, 1)).toBeUndefined();
  expect(files.some((name) => existsSync(join(directory, name)))).toBe(false);
});

it('a command that does not repair sees that the newest words are missing, and changes nothing', () => {
  rmSync(`${path}-wal`);
  rmSync(`${path}-shm`, { force: true });
  expect(() => openDatabase(path)).toThrow('it has lost what was written to it last');
});

function dropTable(name: string): void {
  const db = openDatabase(path);
  db.exec(`DROP TABLE ${name}`);
  db.close();
}

function flip(file: string, place: number, bit: number): void {
  const bytes = readFileSync(file);
  bytes[place] = (bytes[place] ?? 0) ^ bit;
  writeFileSync(file, bytes);
}
