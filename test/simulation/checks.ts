import type { Db } from '../../src/engine/db/index.ts';
import { mainOf } from './fake-worktrees.ts';
import type { Options } from './options.ts';
import type { Recorder } from './recorder.ts';
import type { World } from './world.ts';

/** What is looked at, over the rows of whoever lives now. */
export interface Looked {
  readonly world: World;
  readonly db: Db;
  readonly recorder: Recorder;
  readonly options: Options;
}

/** Looks whether rows, refs and processes agree; breaks a promise of the world where they do not. */
export function checkRows(looked: Looked): void {
  checkFeatures(looked);
  checkKeptWork(looked);
  checkLandings(looked);
  checkProcesses(looked);
}

interface FeatureRow {
  readonly id: number;
  readonly state: string;
  readonly epoch: number;
  readonly attempts: number;
  readonly merged_as: string | null;
}

function checkFeatures({ world, db, recorder, options }: Looked): void {
  const rows = db
    .prepare<[], FeatureRow>('SELECT id, state, epoch, attempts, merged_as FROM features')
    .all();
  const ids = new Set(rows.map((row) => row.id));
  for (const id of recorder.features) {
    if (!ids.has(id))
      world.broken('I2 no feature is lost or in two states', `#${String(id)} is gone`);
  }
  const main = world.objects.reachable([mainOf(world)]);
  for (const { id, state, attempts, merged_as: mergedAs } of rows) {
    if (state === 'merged' && (mergedAs === null || !main.has(mergedAs))) {
      const what = `#${String(id)} is merged as ${String(mergedAs)}, which main does not have`;
      world.broken('rows of landings agree with refs', what);
    }
    if (attempts < 0 || attempts > options.limits.attemptsMax) {
      world.broken('attempts stay within their limits', `#${String(id)}: ${String(attempts)}`);
    }
  }
}

/** Every commit that a row names must be under a ref. */
function checkKeptWork({ world, db }: Looked): void {
  const rows = db
    .prepare<[], { what: string; id: string }>(
      `SELECT 'checkpoint' AS what, commit_id AS id FROM checkpoints
       UNION SELECT 'candidate', head FROM candidates
       UNION SELECT 'head', head FROM features WHERE head IS NOT NULL`,
    )
    .all();
  const kept = world.objects.reachable(world.gateRefs.values());
  for (const { what, id } of rows) {
    if (!kept.has(id)) world.broken('I4 no kept work is lost', `no ref keeps the ${what} ${id}`);
  }
}

function checkLandings({ world, db }: Looked): void {
  const rows = db
    .prepare<[], { verdict: string; new_main: string; state: string }>(
      'SELECT verdict, new_main, state FROM landings',
    )
    .all();
  const main = world.objects.reachable([mainOf(world)]);
  const intended = new Set(rows.map((row) => row.new_main));
  for (const { verdict, new_main: commit, state } of rows) {
    if (state === 'done' && !main.has(commit)) {
      const what = `landing ${verdict} is done, but main does not have ${commit}`;
      world.broken('rows of landings agree with refs', what);
    }
  }
  for (const commit of world.landed) {
    if (intended.has(commit)) continue;
    world.broken('rows of landings agree with refs', `main moved to ${commit} without an intent`);
  }
}

/** Whatever runs must be known: its session's row is still open. */
function checkProcesses({ world, db }: Looked): void {
  const open = new Set(
    db
      .prepare<[], { id: string }>('SELECT id FROM sessions WHERE ended_at IS NULL')
      .all()
      .map((row) => row.id),
  );
  for (const one of world.processes) {
    if (!one.isAlive || one.isUnkillable || open.has(one.session)) continue;
    const what = `${one.session} (${one.behaviour.name}) runs, and its session has ended`;
    world.broken('I6 no process outlives its session', what);
  }
}

/** After a run that ended its agents nothing of them is left. */
export function checkNothingRuns(world: World): void {
  for (const one of world.processes) {
    if (!one.isAlive || one.isUnkillable) continue;
    const what = `${one.session} (${one.behaviour.name}) runs after its run has ended`;
    world.broken('I6 no process outlives its session', what);
  }
}

/** What is known of a feature says that it landed when it did, and only then. */
function checkKnown({ world, db }: Looked): void {
  const rows = db
    .prepare<[], { id: number; state: string; outcome: string | null }>(
      `SELECT f.id, f.state, p.outcome FROM features f LEFT JOIN knowledge_patterns p ON p.feature_id = f.id
       WHERE (f.state = 'merged') <> (coalesce(p.outcome, '') = 'landed')`,
    )
    .all();
  for (const { id, state, outcome } of rows) {
    const what = `#${String(id)} is ${state}, and known as ${String(outcome)}`;
    world.broken('what is known agrees with what landed', what);
  }
}

/** Everything that was asked for has come to an end, and nothing is half done. */
function checkEnd(looked: Looked): void {
  checkRows(looked);
  checkKnown(looked);
  const { world, db } = looked;
  const open = db
    .prepare<[], { what: string; count: number }>(
      `SELECT 'features that are not ended' AS what, count(*) AS count FROM features
         WHERE state IN ('pending','in_progress','verifying')
       UNION ALL SELECT 'open sessions', count(*) FROM sessions WHERE ended_at IS NULL
       UNION ALL SELECT 'open landings', count(*) FROM landings WHERE state = 'intended'`,
    )
    .all();
  for (const { what, count } of open) {
    if (count > 0) {
      world.broken('I11 after the last fault every feature ends', `${String(count)} ${what}`);
    }
  }
}

function featuresAsText(db: Db): string {
  const rows = db
    .prepare<[], object>(
      'SELECT id, state, epoch, attempts, head, merged_as FROM features ORDER BY id',
    )
    .all();
  return JSON.stringify(rows);
}

/** Looks when everything is over, and once more after a start that must not have changed anything. */
export class LastLook {
  #seen: string | null = null;

  /** Tells whether this was the second look. */
  look(looked: Looked): boolean {
    checkEnd(looked);
    checkNothingRuns(looked.world);
    const before = this.#seen;
    const now = featuresAsText(looked.db);
    this.#seen = now;
    if (before !== null && before !== now) {
      const words = `a start with nothing to do made ${now} of ${before}`;
      looked.world.broken('I2 no feature is lost or in two states', words);
    }
    return before !== null;
  }
}
