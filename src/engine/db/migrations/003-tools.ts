/** What agents reach through tools: who they are, what they asked a person, and where the server of the tools listens. */
export const toolsMigration = `
-- Only the hash of a token is kept. It is good as long as its attempt is the newest and in progress.
CREATE TABLE tool_tokens (
  hash TEXT PRIMARY KEY,
  feature_id INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  agent TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX tool_tokens_age ON tool_tokens (created_at);

CREATE TABLE questions (
  id INTEGER PRIMARY KEY,
  feature_id INTEGER NOT NULL REFERENCES features (id),
  epoch INTEGER NOT NULL,
  agent TEXT NOT NULL,
  text TEXT NOT NULL,
  asked_at INTEGER NOT NULL
) STRICT;
CREATE INDEX questions_of_attempt ON questions (feature_id, epoch);

CREATE TABLE tool_server (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  port INTEGER NOT NULL
) STRICT;
`;
