/**
 * What is known of earlier work: a row for each feature that was judged or of which an agent noted something, and rows
 * that were imported. Lists of words are kept one a line, tries as JSON. The words to search for have no content of their
 * own: rows and index change together, whoever writes.
 */
export const knowledgeMigration = `
CREATE TABLE knowledge_patterns (
  id INTEGER PRIMARY KEY,
  feature_id INTEGER UNIQUE,
  imported_from TEXT,
  imported_key TEXT UNIQUE,
  origin TEXT NOT NULL CHECK (origin IN ('gate','words')),
  outcome TEXT NOT NULL CHECK (outcome IN ('landed','rejected','conflicted','failed','lesson')),
  category TEXT NOT NULL,
  feature TEXT NOT NULL,
  description TEXT NOT NULL,
  approach TEXT,
  lessons TEXT NOT NULL,
  files TEXT NOT NULL,
  places TEXT NOT NULL,
  failing_tests TEXT NOT NULL,
  tries TEXT NOT NULL,
  agent TEXT,
  model TEXT,
  attempts INTEGER NOT NULL,
  cost_usd REAL,
  duration_ms INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX knowledge_judged ON knowledge_patterns (outcome) WHERE origin = 'gate' AND outcome <> 'lesson';

CREATE VIRTUAL TABLE knowledge_words USING fts5 (
  feature, category, description, approach, lessons, places,
  content = '', contentless_delete = 1, tokenize = 'porter unicode61'
);
CREATE TRIGGER knowledge_added AFTER INSERT ON knowledge_patterns BEGIN
  INSERT INTO knowledge_words (rowid, feature, category, description, approach, lessons, places)
  VALUES (NEW.id, NEW.feature, NEW.category, NEW.description, NEW.approach, NEW.lessons, NEW.places);
END;
CREATE TRIGGER knowledge_forgotten AFTER DELETE ON knowledge_patterns BEGIN
  DELETE FROM knowledge_words WHERE rowid = OLD.id;
END;
-- A verdict changes no words as a rule, and then costs the index nothing.
CREATE TRIGGER knowledge_changed AFTER UPDATE ON knowledge_patterns
WHEN OLD.feature <> NEW.feature OR OLD.category <> NEW.category OR OLD.description <> NEW.description
  OR OLD.approach IS NOT NEW.approach OR OLD.lessons <> NEW.lessons OR OLD.places <> NEW.places
BEGIN
  DELETE FROM knowledge_words WHERE rowid = OLD.id;
  INSERT INTO knowledge_words (rowid, feature, category, description, approach, lessons, places)
  VALUES (NEW.id, NEW.feature, NEW.category, NEW.description, NEW.approach, NEW.lessons, NEW.places);
END;
`;
