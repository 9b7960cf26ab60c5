import type { Db } from '../db/index.ts';
import type { ModelTier } from '../model/preset.ts';
import type { ProcessIdentity, Session, SessionEnding, SessionState } from '../model/session.ts';
import { keepLines } from './keep-lines.ts';

interface SessionRecord {
  id: string;
  feature_id: number;
  epoch: number;
  agent: string;
  driver: string;
  model: string | null;
  tier: ModelTier | null;
  marker: string;
  pid: number | null;
  start_time: string | null;
  boot_id: string | null;
  state: SessionState;
  ending: SessionEnding | null;
  detail: string | null;
  exit_code: number | null;
  log_file: string;
  started_at: number;
  ended_at: number | null;
}

/** What is known of a session before its process runs. */
export type NewSession = Pick<
  Session,
  'id' | 'featureId' | 'epoch' | 'agent' | 'driver' | 'model' | 'tier' | 'marker' | 'logFile'
>;

/** How a session ended, for its row. */
export interface SessionEndRow {
  readonly ending: SessionEnding;
  readonly detail: string | null;
  readonly exitCode: number | null;
}

/** What a session has used, for its row; what is not known any more leaves what was. */
export interface SpentRow {
  readonly tokens: number | null;
  readonly costUsd: number | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly priciestUsd: number | null;
  /** The one that the agent spoke of, for a session of which none was known. */
  readonly model: string | null;
}

/** Sessions, the heartbeats of their slots, and the slots' present state for readers in other processes. */
export interface Sessions {
  /** Written before the process is started, so that a crash in between leaves a marker to look for. */
  add(session: NewSession): void;
  started(id: string, process: ProcessIdentity | null): void;
  setState(id: string, state: SessionState): void;
  /** False when there is no such row, or it has ended already. */
  ended(id: string, end: SessionEndRow): boolean;
  open(): Session[];
  newestOf(agent: string): Session | undefined;
  all(limit: number): Session[];
  /** Keeps what a running session has used so far. */
  spent(id: string, spent: SpentRow): void;
  /** What all sessions have cost, those that run too. */
  spentUsd(): number | null;
  beat(agent: string, session: string, progressAt: number): void;
  heartbeats(): Map<string, { session: string; beatAt: number; progressAt: number }>;
  setAgent(agent: AgentRow): void;
  removeAgent(name: string): void;
  agents(): AgentRow[];
}

/** A slot as other processes see it. */
export interface AgentRow {
  readonly name: string;
  readonly driver: string;
  readonly state: string;
  readonly featureId: number | null;
  readonly session: string | null;
}

/** Opens the session rows of a database. */
export function openSessions(db: Db, now: () => number): Sessions {
  const insert = db.prepare<[NewSession & { now: number }]>(
    `INSERT INTO sessions (id, feature_id, epoch, agent, driver, model, tier, marker, log_file, state, started_at, run_id)
     VALUES (@id, @featureId, @epoch, @agent, @driver, @model, @tier, @marker, @logFile, 'starting', @now,
       (SELECT max(id) FROM runs))`,
  );
  const start = db.prepare<[number | null, string | null, string | null, string]>(
    `UPDATE sessions SET state = 'working', pid = ?, start_time = ?, boot_id = ? WHERE id = ?`,
  );
  const state = db.prepare<[string, string]>('UPDATE sessions SET state = ? WHERE id = ?');
  const end = db.prepare<[SessionEndRow & { id: string; now: number }]>(
    `UPDATE sessions SET state = 'ended', ending = @ending, detail = @detail, exit_code = @exitCode,
       ended_at = @now WHERE id = @id AND ended_at IS NULL`,
  );
  const openRows = db.prepare<[], SessionRecord>(
    'SELECT * FROM sessions WHERE ended_at IS NULL ORDER BY started_at',
  );
  const newest = db.prepare<[string], SessionRecord>(
    'SELECT * FROM sessions WHERE agent = ? ORDER BY started_at DESC, rowid DESC LIMIT 1',
  );
  const rows = db.prepare<[number], SessionRecord>(
    'SELECT * FROM sessions ORDER BY started_at DESC, rowid DESC LIMIT ?',
  );
  const keepSpent = db.prepare<[SpentRow & { id: string }]>(
    `UPDATE sessions SET tokens = coalesce(@tokens, tokens), cost_usd = coalesce(@costUsd, cost_usd),
       input_tokens = coalesce(@inputTokens, input_tokens), output_tokens = coalesce(@outputTokens, output_tokens),
       priciest_usd = coalesce(@priciestUsd, priciest_usd), model = coalesce(model, @model) WHERE id = @id`,
  );
  const spent = openSpent(db);
  return {
    add: (session) => {
      const at = now();
      insert.run({ ...session, now: at });
      const { id, marker, featureId } = session;
      // Its processes must be found even by an engine that has lost this row.
      keepLines(db, [
        { event: 0, type: 'session', at, featureId, word: { word: 'session', id, marker } },
      ]);
    },
    started: (id, process) =>
      void start.run(process?.pid ?? null, process?.startTime ?? null, process?.bootId ?? null, id),
    setState: (id, value) => void state.run(value, id),
    ended: (id, row) => end.run({ ...row, id, now: now() }).changes === 1,
    open: () => openRows.all().map(sessionOf),
    newestOf: (agent) => {
      const row = newest.get(agent);
      return row === undefined ? undefined : sessionOf(row);
    },
    all: (limit) => rows.all(limit).map(sessionOf),
    spent: (id, row) => {
      keepSpent.run({ ...row, id });
      spent.forget();
    },
    spentUsd: spent.usd,
    ...openHeartbeats(db, now),
  };
}

/** What all sessions have cost: asked ten times a second, and another only after one has spent something. */
function openSpent(db: Db): { readonly usd: () => number | null; readonly forget: () => void } {
  const select = db.prepare<[], { sum: number | null }>(
    'SELECT sum(cost_usd) AS sum FROM sessions',
  );
  let known: { readonly sum: number | null } | undefined;
  return {
    usd: () => (known ??= select.get() ?? { sum: null }).sum,
    forget: () => {
      known = undefined;
    },
  };
}

function openHeartbeats(
  db: Db,
  now: () => number,
): Pick<Sessions, 'beat' | 'heartbeats' | 'setAgent' | 'removeAgent' | 'agents'> {
  const beat = db.prepare<[string, string, number, number]>(
    `INSERT INTO agent_heartbeats (agent, session, beat_at, progress_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (agent) DO UPDATE SET session = excluded.session, beat_at = excluded.beat_at,
       progress_at = excluded.progress_at`,
  );
  const beats = db.prepare<
    [],
    { agent: string; session: string; beat_at: number; progress_at: number }
  >('SELECT * FROM agent_heartbeats');
  const setAgent = db.prepare<[AgentRow & { now: number }]>(
    `INSERT INTO agents (name, driver, state, feature_id, session, updated_at)
     VALUES (@name, @driver, @state, @featureId, @session, @now)
     ON CONFLICT (name) DO UPDATE SET driver = excluded.driver, state = excluded.state,
       feature_id = excluded.feature_id, session = excluded.session, updated_at = excluded.updated_at`,
  );
  const removeAgent = db.prepare<[string]>('DELETE FROM agents WHERE name = ?');
  const agents = db.prepare<[], AgentRow>(
    'SELECT name, driver, state, feature_id AS featureId, session FROM agents ORDER BY length(name), name',
  );
  return {
    beat: (agent, session, progressAt) =>
      void beat.run(agent, session, now(), Math.round(progressAt)),
    heartbeats: () =>
      new Map(
        beats
          .all()
          .map((row) => [
            row.agent,
            { session: row.session, beatAt: row.beat_at, progressAt: row.progress_at },
          ]),
      ),
    setAgent: (row) => void setAgent.run({ ...row, now: now() }),
    removeAgent: (name) => void removeAgent.run(name),
    agents: () => agents.all(),
  };
}

function sessionOf(row: SessionRecord): Session {
  return {
    id: row.id,
    featureId: row.feature_id,
    epoch: row.epoch,
    agent: row.agent,
    driver: row.driver,
    model: row.model,
    tier: row.tier,
    marker: row.marker,
    process:
      row.pid === null ? null : { pid: row.pid, startTime: row.start_time, bootId: row.boot_id },
    state: row.state,
    ending: row.ending,
    detail: row.detail,
    exitCode: row.exit_code,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    logFile: row.log_file,
  };
}
