import type { Db } from '../db/index.ts';

/** A write-ahead intent: main is about to move from `oldMain` to `newMain`. */
export interface Landing {
  readonly id: number;
  readonly candidateId: number | null;
  readonly verdict: string;
  readonly oldMain: string;
  readonly newMain: string;
  readonly tree: string;
  readonly gateHash: string;
}

/** Intents to land. On the next start, what main contains decides whether an open one is done. */
export interface Landings {
  intend(landing: Omit<Landing, 'id'>): number;
  end(id: number, state: 'done' | 'dropped'): void;
  open(): Landing[];
}

/** Opens the landing intents of a database. */
export function openLandings(db: Db, now: () => number): Landings {
  const insert = db.prepare<[Omit<Landing, 'id'> & { now: number }]>(
    `INSERT INTO landings (candidate_id, verdict, old_main, new_main, tree, gate_hash, state, intended_at)
     VALUES (@candidateId, @verdict, @oldMain, @newMain, @tree, @gateHash, 'intended', @now)`,
  );
  const end = db.prepare<[string, number, number]>(
    'UPDATE landings SET state = ?, ended_at = ? WHERE id = ?',
  );
  const open = db.prepare<[], Landing>(
    `SELECT id, candidate_id AS candidateId, verdict, old_main AS oldMain, new_main AS newMain, tree,
       gate_hash AS gateHash FROM landings WHERE state = 'intended' ORDER BY id`,
  );
  return {
    intend: (landing) => Number(insert.run({ ...landing, now: now() }).lastInsertRowid),
    end: (id, state) => void end.run(state, now(), id),
    open: () => open.all(),
  };
}
