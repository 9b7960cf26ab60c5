import { execFileSync } from 'node:child_process';
import Database from 'better-sqlite3';
import { snapshot } from '../e2e/snapshot.ts';
import type { Scratch } from './scratch.ts';

/** Where the parts of a project's state are, as `agent-tui paths --json` says. */
export interface Paths {
  readonly stateDir: string;
  readonly database: string;
  readonly gate: string;
  readonly worktrees: string;
  readonly logs: string;
  readonly verdicts: string;
}

/** One row of a table, by its columns. */
export type Row = Readonly<Record<string, string | number | null>>;

/** What a run, with all that befell it, has left: everything that the promises are checked against. */
export interface Left {
  readonly scratch: Scratch;
  readonly paths: Paths;
  /** The names of the features that were asked for. */
  readonly asked: readonly string[];
  /** The commit of main before anything ran. */
  readonly base: string;
  /** The person's repository before anything ran. */
  readonly before: Readonly<Record<string, string>>;
  /** What of it may change besides objects and `agent-tui/main`. */
  readonly mayChange: readonly RegExp[];
  rows(sql: string): Row[];
  /** Git in gate.git, which reads no configuration of this machine. */
  gate(...args: readonly string[]): string;
}

/** A promise: every way in which it is broken, one sentence each; none when it is held. */
export type Promised = (left: Left) => Promise<string[]> | string[];

/** Looks at a project before anything has run on it. */
export async function lookBefore(
  scratch: Scratch,
  asked: readonly string[],
  mayChange: readonly RegExp[] = [],
): Promise<Left> {
  const told = await scratch.run('paths', '--json');
  const paths = JSON.parse(told.stdout) as Paths;
  return {
    scratch,
    paths,
    asked,
    mayChange,
    base: scratch.git('rev-parse', 'main').trim(),
    before: await snapshot(scratch.dir),
    rows: (sql) => {
      const db = new Database(paths.database, { readonly: true });
      try {
        return db.prepare<[], Row>(sql).all();
      } finally {
        db.close();
      }
    },
    gate: (...args) =>
      execFileSync('git', [`--git-dir=${paths.gate}`, ...args], {
        env: { ...scratch.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' },
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim(),
  };
}

/** The words of a column, as text. */
export function text(row: Row, column: string): string {
  return String(row[column] ?? '');
}

/** What comes more than once. */
export function repeated(words: readonly string[]): string[] {
  const seen = new Set<string>();
  return words.filter((word) => seen.size === seen.add(word).size);
}
