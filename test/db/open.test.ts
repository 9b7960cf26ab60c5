import { execFile } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isSqliteError, openDatabase, type Db } from '../../src/engine/db/index.ts';
import { migrations } from '../../src/engine/db/migrations/index.ts';
import { AgentTuiError } from '../../src/engine/model/error.ts';

let directory: string;
let path: string;
const opened: Db[] = [];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'db-'));
  path = join(directory, 'state.db');
});
afterEach(() => {
  for (const db of opened.splice(0)) db.close();
  rmSync(directory, { recursive: true });
});

function open(): Db {
  const db = openDatabase(path);
  opened.push(db);
  return db;
}

function tables(db: Db): string[] {
  const rows = db.prepare<[], { name: string }>(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name`,
  );
  return rows.all().map(({ name }) => name);
}

/** What opening it fails with. */
function failure(): AgentTuiError {
  try {
    open();
  } catch (error) {
    if (error instanceof AgentTuiError) return error;
    throw error;
  }
  throw new Error('it was opened');
}

describe('a database', () => {
  it('is made with every table, for its owner alone', () => {
    expect(tables(open())).toEqual([
      'agent_heartbeats',
      'agents',
      'attempts',
      'branches',
      'budgets',
      'candidates',
      'checkpoints',
      'events',
      'feature_dependencies',
      'feature_paths',
      'features',
      'knowledge_patterns',
      'knowledge_words',
      'knowledge_words_config',
      'knowledge_words_data',
      'knowledge_words_docsize',
      'knowledge_words_idx',
      'landings',
      'messages',
      'model_choices',
      'model_outcomes',
      'questions',
      'runs',
      'sessions',
      'settings',
      'tool_server',
      'tool_tokens',
      'tree_checks',
      'verdicts',
    ]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('survives a power cut in what it answered, and heeds its references', () => {
    const db = open();
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    const orphan = () => db.exec('INSERT INTO feature_dependencies VALUES (1, 2)');
    expect(orphan).toThrow('FOREIGN KEY');
  });

  it('has its schema in the file itself, not in the log beside it', () => {
    open();
    expect(readFileSync(path, 'latin1')).toContain('CREATE TABLE "features"');
  });

  it('keeps what is in it when it is opened again', () => {
    const db = open();
    db.exec(`INSERT INTO events (at, type, facts) VALUES (1, 'run:resumed', '{}')`);
    const again = open();
    expect(again.prepare('SELECT count(*) AS count FROM events').get()).toEqual({ count: 1 });
    expect(again.pragma('user_version', { simple: true })).toBe(migrations.length);
  });

  it('is made once by processes that open it at the same time', async () => {
    const program = `import { openDatabase } from '${join(import.meta.dirname, '../../src/engine/db/index.ts')}';
      openDatabase(process.argv[1]).close();`;
    const args = ['--experimental-strip-types', '--no-warnings', '--input-type=module', '-e'];
    const runs = Array.from({ length: 4 }, () =>
      promisify(execFile)(process.execPath, [...args, program, path]),
    );
    const ends = await Promise.all(runs);
    expect(ends.map(({ stderr }) => stderr)).toEqual(['', '', '', '']);
  });
});

describe('a file that cannot be used', () => {
  it('of a newer program is left as it is', () => {
    const db = open();
    db.pragma('user_version = 99');
    const error = failure();
    expect(error.code).toBe('environment');
    expect(error.message).toBe(
      `the database ${path} has schema 99, this program knows ${String(migrations.length)}`,
    );
    expect(error.hint).toContain('newer');
    expect(db.pragma('user_version', { simple: true })).toBe(99);
  });

  it.each([
    ['that is no database', () => writeFileSync(path, 'These are my notes.\n'.repeat(500))],
    ['that is a directory', () => mkdirSync(path)],
    [
      'that is empty where there was a backup',
      () => {
        touch('');
        touch('.bak');
      },
    ],
    ['that is gone where there was a backup', () => touch('.bak')],
    ['that is gone where a person has asked for something', () => touch('', 'intake.jsonl')],
    ['that is gone where an engine has worked', () => mkdirSync(join(directory, 'gate.git'))],
  ])('%s is left for the engine to repair', (_case, prepare) => {
    prepare();
    const before = readdirSync(directory);
    const error = failure();
    expect(error.code).toBe('environment');
    expect(error.message).toContain('the database of the project is damaged');
    expect(error.hint).toContain('start agent-tui');
    expect(readdirSync(directory)).toEqual(before);
  });

  it('in a directory that is not there is named', () => {
    path = join(directory, 'no', 'state.db');
    expect(failure().message).toContain(`cannot open the database ${path}`);
  });
});

function touch(suffix: string, name = 'state.db'): void {
  writeFileSync(join(directory, `${name}${suffix}`), '');
}

it('tells errors of SQLite by their code', () => {
  const db = open();
  const insert = () => db.exec(`INSERT INTO agents VALUES ('a', 'd', 'idle', NULL, NULL, 1)`);
  insert();
  try {
    insert();
    expect.unreachable();
  } catch (error) {
    expect(isSqliteError(error, 'SQLITE_CONSTRAINT')).toBe(true);
    expect(isSqliteError(error, 'SQLITE_BUSY')).toBe(false);
    expect(isSqliteError(new Error('SQLITE_CONSTRAINT'), 'SQLITE_CONSTRAINT')).toBe(false);
  }
});
