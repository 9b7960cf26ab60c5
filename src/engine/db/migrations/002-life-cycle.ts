/**
 * The full life of a feature: what it waits for counted in its row, counters by kind of failure, fingerprints for the
 * breaker, paths for soft scheduling; messages to agents; one row for each run. SQLite cannot widen a CHECK, so the table
 * is made anew (https://www.sqlite.org/lang_altertable.html, "Making Other Kinds Of Table Schema Changes").
 */
export const lifeCycleMigration = `
CREATE TABLE features_new (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  description TEXT NOT NULL,
  category TEXT NOT NULL,
  priority INTEGER NOT NULL,
  acceptance TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending','in_progress','verifying','merged','blocked','cancelled')),
  epoch INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  gate_failures INTEGER NOT NULL DEFAULT 0,
  conflicts INTEGER NOT NULL DEFAULT 0,
  faults INTEGER NOT NULL DEFAULT 0,
  error_print TEXT,
  error_repeats INTEGER NOT NULL DEFAULT 0,
  diff_print TEXT,
  diff_repeats INTEGER NOT NULL DEFAULT 0,
  open_needs INTEGER NOT NULL DEFAULT 0,
  passed_over INTEGER NOT NULL DEFAULT 0,
  retried_at INTEGER NOT NULL DEFAULT 0,
  last_error TEXT,
  last_agent TEXT,
  head TEXT,
  not_before INTEGER NOT NULL DEFAULT 0,
  blocked_kind TEXT CHECK (blocked_kind IN ('attempts','breaker','crash-loop','dependency','person')),
  blocked_reason TEXT,
  merged_as TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
INSERT INTO features_new (id, name, description, category, priority, acceptance, state, epoch, attempts, open_needs,
    last_error, last_agent, head, not_before, blocked_kind, blocked_reason, merged_as, created_at, updated_at)
  SELECT f.id, f.name, f.description, f.category, f.priority, f.acceptance, f.state, f.epoch, f.attempts,
    (SELECT count(*) FROM feature_dependencies d JOIN features r ON r.id = d.depends_on
     WHERE d.feature_id = f.id AND r.state <> 'merged'),
    f.last_error, f.last_agent, f.head, f.not_before, f.blocked_kind, f.blocked_reason, f.merged_as, f.created_at, f.updated_at
  FROM features f;
DROP TABLE features;
ALTER TABLE features_new RENAME TO features;
CREATE INDEX features_ready ON features (priority, id) WHERE state = 'pending' AND open_needs = 0;
CREATE INDEX features_returned ON features (last_agent, priority, id) WHERE state = 'pending' AND open_needs = 0;
CREATE INDEX features_state ON features (state);

-- Whoever writes, the count of unmerged dependencies stays true.
CREATE TRIGGER needs_met AFTER UPDATE OF state ON features WHEN OLD.state <> 'merged' AND NEW.state = 'merged' BEGIN
  UPDATE features SET open_needs = open_needs - 1
  WHERE id IN (SELECT feature_id FROM feature_dependencies WHERE depends_on = NEW.id);
END;
CREATE TRIGGER needs_unmet AFTER UPDATE OF state ON features WHEN OLD.state = 'merged' AND NEW.state <> 'merged' BEGIN
  UPDATE features SET open_needs = open_needs + 1
  WHERE id IN (SELECT feature_id FROM feature_dependencies WHERE depends_on = NEW.id);
END;
CREATE TRIGGER needs_linked AFTER INSERT ON feature_dependencies BEGIN
  UPDATE features SET open_needs = open_needs + 1
  WHERE id = NEW.feature_id AND (SELECT state FROM features WHERE id = NEW.depends_on) <> 'merged';
END;
CREATE TRIGGER needs_unlinked AFTER DELETE ON feature_dependencies BEGIN
  UPDATE features SET open_needs = open_needs - 1
  WHERE id = OLD.feature_id AND (SELECT state FROM features WHERE id = OLD.depends_on) <> 'merged';
END;

CREATE TABLE feature_paths (
  feature_id INTEGER NOT NULL REFERENCES features (id),
  path TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('declared','recorded')),
  PRIMARY KEY (feature_id, path, source)
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_of_feature ON sessions (feature_id, ended_at);

-- Words of a person to the agent of a feature; delivered_at is null until an agent was told.
CREATE TABLE messages (
  id INTEGER PRIMARY KEY,
  feature_id INTEGER NOT NULL REFERENCES features (id),
  text TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  delivered_at INTEGER
) STRICT;
CREATE INDEX messages_open ON messages (feature_id) WHERE delivered_at IS NULL;

-- One row for each run; ending is null while it goes on, and stays so when the engine dies.
CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  pid INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  ending TEXT
) STRICT;
`;
