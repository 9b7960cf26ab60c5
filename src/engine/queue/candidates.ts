import type { Db } from '../db/index.ts';
import type { Candidate, CandidateState } from '../model/candidate.ts';
import type { Verdict } from '../model/verdict.ts';
import type { VerdictRow } from '../model/view.ts';

/** The merge queue: candidates, what was decided of them, and which trees are known to pass. */
export interface Candidates {
  add(candidate: Pick<Candidate, 'featureId' | 'epoch' | 'agent' | 'head'>): number;
  /**
   * The oldest that is to be judged. One whose verification was cut off counts, even where that could not be written down:
   * the one gate asks for the next only when it is free.
   */
  nextQueued(): Candidate | undefined;
  /** Candidates that a crash left half verified. */
  open(): Candidate[];
  find(id: number): Candidate | undefined;
  /** Whether a commit of a feature was sent back by the gate; handing it in again would change nothing. */
  wasSentBack(featureId: number, head: string): boolean;
  setState(id: number, state: CandidateState): void;
  queuedCount(): number;
  /** How many `nextQueued` would give out one after another. */
  waitingCount(): number;
  addVerdict(verdict: Verdict, mergedAs: string | null): void;
  setMergedAs(verdictId: string, commit: string): void;
  /** Newest first. */
  verdicts(limit: number): VerdictRow[];
  /** How many tests passed on a tree under a gate hash; undefined when it was not run or did not pass. */
  passedOn(tree: string, gateHash: string): number | undefined;
  addTreeCheck(check: TreeCheck): void;
}

/** What running the tests on one tree showed. */
export interface TreeCheck {
  readonly tree: string;
  readonly gateHash: string;
  readonly verdict: string;
  readonly passed: number;
}

const candidateColumns =
  'id, feature_id AS featureId, epoch, agent, head, state, created_at AS createdAt';

/** As the index of open candidates says it: word for word, or SQLite looks at every candidate there has ever been. */
const isOpen = `state IN ('queued','verifying','verified')`;

/** Opens the merge queue of a database. */
export function openCandidates(db: Db, now: () => number): Candidates {
  const insert = db.prepare<
    [Pick<Candidate, 'featureId' | 'epoch' | 'agent' | 'head'> & { now: number }]
  >(
    `INSERT INTO candidates (feature_id, epoch, agent, head, state, created_at)
     VALUES (@featureId, @epoch, @agent, @head, 'queued', @now)`,
  );
  const next = db.prepare<[], Candidate>(
    `SELECT ${candidateColumns} FROM candidates WHERE ${isOpen} ORDER BY id LIMIT 1`,
  );
  const open = db.prepare<[], Candidate>(
    `SELECT ${candidateColumns} FROM candidates WHERE ${isOpen} ORDER BY id`,
  );
  const find = db.prepare<[number], Candidate>(
    `SELECT ${candidateColumns} FROM candidates WHERE id = ?`,
  );
  const setState = db.prepare<[string, number]>('UPDATE candidates SET state = ? WHERE id = ?');
  const count = db.prepare<[], { count: number }>(
    `SELECT count(*) AS count FROM candidates WHERE ${isOpen} AND state = 'queued'`,
  );
  const waiting = db.prepare<[], { count: number }>(
    `SELECT count(*) AS count FROM candidates WHERE ${isOpen}`,
  );
  const sentBack = db.prepare<[number, string], { one: number }>(
    `SELECT 1 AS one FROM candidates WHERE feature_id = ? AND head = ? AND state IN ('rejected','conflicted')`,
  );
  return {
    wasSentBack: (featureId, head) => sentBack.get(featureId, head) !== undefined,
    add: (candidate) => Number(insert.run({ ...candidate, now: now() }).lastInsertRowid),
    nextQueued: () => next.get(),
    waitingCount: () => waiting.get()?.count ?? 0,
    open: () => open.all(),
    find: (id) => find.get(id),
    setState: (id, state) => void setState.run(state, id),
    queuedCount: () => count.get()?.count ?? 0,
    ...openVerdicts(db, now),
  };
}

function openVerdicts(
  db: Db,
  now: () => number,
): Pick<Candidates, 'addVerdict' | 'setMergedAs' | 'verdicts' | 'passedOn' | 'addTreeCheck'> {
  const insert = db.prepare<[Record<string, string | number | null>]>(
    `INSERT OR REPLACE INTO verdicts (id, candidate_id, feature_id, epoch, outcome, reason, tree, base, gate_hash,
       passed, failed, merged_as, duration_ms, at)
     VALUES (@id, @candidateId, @featureId, @epoch, @outcome, @reason, @tree, @base, @gateHash,
       @passed, @failed, @mergedAs, @durationMs, @at)`,
  );
  const merged = db.prepare<[string, string]>('UPDATE verdicts SET merged_as = ? WHERE id = ?');
  const newest = db.prepare<[number], VerdictRow>(
    `SELECT v.id, v.feature_id AS featureId, coalesce(f.name, '') AS featureName, v.epoch, v.outcome, v.reason,
       v.merged_as AS mergedAs, v.passed, v.failed, v.duration_ms AS durationMs, v.at
     FROM verdicts v LEFT JOIN features f ON f.id = v.feature_id ORDER BY v.at DESC, v.rowid DESC LIMIT ?`,
  );
  const passedOn = db.prepare<[string, string], { passed: number }>(
    `SELECT passed FROM tree_checks WHERE tree = ? AND gate_hash = ? AND verdict = 'passed'`,
  );
  const addCheck = db.prepare<[TreeCheck & { now: number }]>(
    `INSERT OR REPLACE INTO tree_checks (tree, gate_hash, verdict, passed, at)
     VALUES (@tree, @gateHash, @verdict, @passed, @now)`,
  );
  return {
    addVerdict: (verdict, mergedAs) => void insert.run(verdictColumns(verdict, mergedAs)),
    setMergedAs: (id, commit) => void merged.run(commit, id),
    verdicts: (limit) => newest.all(limit),
    passedOn: (tree, gateHash) => passedOn.get(tree, gateHash)?.passed,
    addTreeCheck: (check) => void addCheck.run({ ...check, now: now() }),
  };
}

/** The first failing test by place and name; where no test failed, the first reason. */
function shortReason({ evidence, reasons }: Verdict): string | null {
  const failing = evidence.tests?.failing[0];
  if (failing === undefined) return reasons[0] ?? null;
  if (failing.file === null) return failing.name;
  return `${failing.file}:${String(failing.line ?? 1)} ${failing.name}`;
}

function verdictColumns(
  verdict: Verdict,
  mergedAs: string | null,
): Record<string, string | number | null> {
  const { evidence } = verdict;
  return {
    id: verdict.id,
    candidateId: verdict.candidateId,
    featureId: verdict.featureId,
    epoch: verdict.epoch,
    outcome: verdict.outcome,
    reason: shortReason(verdict),
    tree: evidence.merge.kind === 'clean' ? evidence.merge.tree : null,
    base: evidence.base,
    gateHash: verdict.gateHash,
    passed: evidence.tests?.totals.passed ?? null,
    failed: evidence.tests?.totals.failed ?? null,
    mergedAs,
    durationMs: verdict.finishedAt - verdict.startedAt,
    at: verdict.finishedAt,
  };
}
