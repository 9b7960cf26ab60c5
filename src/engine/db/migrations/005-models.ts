/**
 * Models and money: how hard a feature is, which model an attempt got and why, what the gate made of it, what it cost,
 * what may be spent, and what a person has set beside the configuration.
 */
export const modelsMigration = `
ALTER TABLE features ADD COLUMN difficulty TEXT NOT NULL DEFAULT 'normal' CHECK (difficulty IN ('easy','normal','hard'));

ALTER TABLE sessions ADD COLUMN model TEXT;
ALTER TABLE sessions ADD COLUMN tier TEXT;
ALTER TABLE sessions ADD COLUMN input_tokens INTEGER;
ALTER TABLE sessions ADD COLUMN output_tokens INTEGER;
ALTER TABLE sessions ADD COLUMN priciest_usd REAL;
-- The run in which it spends now, and what it had cost before that run took it over.
ALTER TABLE sessions ADD COLUMN run_id INTEGER;
ALTER TABLE sessions ADD COLUMN before_usd REAL NOT NULL DEFAULT 0;
CREATE INDEX sessions_of_run ON sessions (run_id, agent);

-- One row for each attempt that got a model. facts is what chooseModel was given: with it the choice can be made again.
CREATE TABLE model_choices (
  id INTEGER PRIMARY KEY,
  feature_id INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  agent TEXT NOT NULL,
  tier TEXT NOT NULL,
  model TEXT,
  reason TEXT NOT NULL,
  n INTEGER NOT NULL,
  seed INTEGER,
  facts TEXT NOT NULL,
  at INTEGER NOT NULL,
  UNIQUE (feature_id, epoch)
) STRICT;

-- One row for each attempt that the gate judged by its tests.
CREATE TABLE model_outcomes (
  id INTEGER PRIMARY KEY,
  feature_id INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  category TEXT NOT NULL,
  difficulty TEXT NOT NULL,
  agent TEXT NOT NULL,
  tier TEXT NOT NULL,
  model TEXT,
  -- How often the gate had rejected the feature before.
  rejections INTEGER NOT NULL,
  -- The tier that it rejected last; null for a first attempt.
  after_tier TEXT,
  landed INTEGER NOT NULL,
  cost_usd REAL,
  input_tokens INTEGER,
  output_tokens INTEGER,
  priciest_usd REAL,
  at INTEGER NOT NULL,
  UNIQUE (feature_id, epoch)
) STRICT;

CREATE TABLE budgets (
  scope TEXT NOT NULL CHECK (scope IN ('run','feature','agent')),
  -- The number of the feature, or the slot; empty for the run.
  name TEXT NOT NULL,
  limit_usd REAL NOT NULL CHECK (limit_usd > 0),
  set_at INTEGER NOT NULL,
  PRIMARY KEY (scope, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  set_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
