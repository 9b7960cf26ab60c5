import type { Db } from '../db/index.ts';

/** How a run was left: its agents, if it had any, ended with a checkpoint, or left running for the next run to take over. */
export type RunEnding = 'stopped' | 'left-running';

/** One run of an engine on the project. Times are wall-clock milliseconds. */
export interface RunRow {
  readonly id: number;
  readonly pid: number;
  readonly startedAt: number;
  readonly endedAt: number | null;
  /** Null while the run goes on, and for ever when its engine died. */
  readonly ending: RunEnding | null;
}

/** The runs of a project, so that the next start can say how the last one ended. */
export interface Runs {
  begin(pid: number): number;
  end(id: number, ending: RunEnding): void;
  newest(): RunRow | undefined;
}

/** Opens the runs of a database. */
export function openRuns(db: Db, now: () => number): Runs {
  const insert = db.prepare<[number, number]>('INSERT INTO runs (pid, started_at) VALUES (?, ?)');
  // What open sessions have cost before is not this run's money.
  const takeOver = db.prepare<[number | bigint]>(
    'UPDATE sessions SET run_id = ?, before_usd = coalesce(cost_usd, 0) WHERE ended_at IS NULL',
  );
  const end = db.prepare<[number, string, number]>(
    'UPDATE runs SET ended_at = ?, ending = ? WHERE id = ?',
  );
  const newest = db.prepare<[], RunRow>(
    `SELECT id, pid, started_at AS startedAt, ended_at AS endedAt, ending FROM runs ORDER BY id DESC LIMIT 1`,
  );
  return {
    begin: db.transaction((pid: number) => {
      const { lastInsertRowid } = insert.run(pid, now());
      takeOver.run(lastInsertRowid);
      return Number(lastInsertRowid);
    }),
    end: (id, ending) => void end.run(now(), ending, id),
    newest: () => newest.get(),
  };
}
