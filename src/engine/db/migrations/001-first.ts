/** The tables of the queue, its attempts and the gate. Times are wall-clock milliseconds since 1970. */
export const firstMigration = `
CREATE TABLE features (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  description TEXT NOT NULL,
  category TEXT NOT NULL,
  priority INTEGER NOT NULL,
  acceptance TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending','in_progress','verifying','merged','blocked','cancelled')),
  epoch INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  last_error TEXT,
  last_agent TEXT,
  head TEXT,
  not_before INTEGER NOT NULL DEFAULT 0,
  blocked_kind TEXT CHECK (blocked_kind IN ('attempts','dependency','person')),
  blocked_reason TEXT,
  merged_as TEXT,
  lease_until INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX features_claimable ON features (priority, id) WHERE state = 'pending';
CREATE INDEX features_returned ON features (last_agent, priority, id) WHERE state = 'pending';
CREATE INDEX features_state ON features (state);

CREATE TABLE feature_dependencies (
  feature_id INTEGER NOT NULL REFERENCES features (id),
  depends_on INTEGER NOT NULL REFERENCES features (id),
  PRIMARY KEY (feature_id, depends_on)
) STRICT, WITHOUT ROWID;
CREATE INDEX feature_dependents ON feature_dependencies (depends_on);

CREATE TABLE attempts (
  feature_id INTEGER NOT NULL REFERENCES features (id),
  epoch INTEGER NOT NULL,
  agent TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  outcome TEXT,
  detail TEXT,
  PRIMARY KEY (feature_id, epoch)
) STRICT;

CREATE TABLE agents (
  name TEXT PRIMARY KEY,
  driver TEXT NOT NULL,
  state TEXT NOT NULL,
  feature_id INTEGER,
  session TEXT,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE agent_heartbeats (
  agent TEXT PRIMARY KEY,
  session TEXT NOT NULL,
  beat_at INTEGER NOT NULL,
  progress_at INTEGER NOT NULL
) STRICT;

CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  feature_id INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  agent TEXT NOT NULL,
  driver TEXT NOT NULL,
  marker TEXT NOT NULL,
  pid INTEGER,
  start_time TEXT,
  boot_id TEXT,
  state TEXT NOT NULL,
  ending TEXT,
  detail TEXT,
  exit_code INTEGER,
  tokens INTEGER,
  cost_usd REAL,
  log_file TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX sessions_open ON sessions (id) WHERE ended_at IS NULL;

CREATE TABLE branches (
  name TEXT PRIMARY KEY,
  feature_id INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  agent TEXT NOT NULL,
  start_commit TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE checkpoints (
  feature_id INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  number INTEGER NOT NULL,
  commit_id TEXT NOT NULL,
  tree TEXT NOT NULL,
  reason TEXT NOT NULL,
  message TEXT NOT NULL,
  changed_files INTEGER NOT NULL,
  insertions INTEGER NOT NULL,
  deletions INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (feature_id, epoch, number)
) STRICT;

CREATE TABLE candidates (
  id INTEGER PRIMARY KEY,
  feature_id INTEGER NOT NULL REFERENCES features (id),
  epoch INTEGER NOT NULL,
  agent TEXT NOT NULL,
  head TEXT NOT NULL,
  state TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (feature_id, epoch)
) STRICT;
CREATE INDEX candidates_open ON candidates (id) WHERE state IN ('queued','verifying','verified');

CREATE TABLE verdicts (
  id TEXT PRIMARY KEY,
  candidate_id INTEGER NOT NULL,
  feature_id INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  reason TEXT,
  tree TEXT,
  base TEXT NOT NULL,
  gate_hash TEXT NOT NULL,
  passed INTEGER,
  failed INTEGER,
  merged_as TEXT,
  duration_ms INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX verdicts_at ON verdicts (at);

CREATE TABLE landings (
  id INTEGER PRIMARY KEY,
  candidate_id INTEGER,
  verdict TEXT NOT NULL,
  old_main TEXT NOT NULL,
  new_main TEXT NOT NULL,
  tree TEXT NOT NULL,
  gate_hash TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('intended','done','dropped')),
  intended_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX landings_open ON landings (id) WHERE state = 'intended';

CREATE TABLE tree_checks (
  tree TEXT NOT NULL,
  gate_hash TEXT NOT NULL,
  verdict TEXT NOT NULL,
  passed INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (tree, gate_hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  type TEXT NOT NULL,
  feature_id INTEGER,
  agent TEXT,
  facts TEXT NOT NULL
) STRICT;
CREATE INDEX events_of_feature ON events (feature_id, id);
`;
