import type { Db } from '../db/index.ts';
import type { FeatureState } from '../model/feature.ts';
import { fixedLimits } from '../model/limits.ts';

/** The attempt that a token stands for, and where its feature is by now. */
export interface TokenRow {
  readonly featureId: number;
  readonly epoch: number;
  readonly agent: string;
  /** Null where the feature is not in the queue any more: a database that was lost and made anew. */
  readonly state: FeatureState | null;
  readonly newestEpoch: number | null;
}

/** Which attempt of a feature a token is for. */
export interface TokenOwner {
  readonly featureId: number;
  readonly epoch: number;
  readonly agent: string;
}

/** Tokens of tools by their hash, and the port at which they are good. */
export interface ToolTokens {
  /** Old tokens make room: their attempts are long over. */
  add(hash: string, owner: TokenOwner): void;
  find(hash: string): TokenRow | undefined;
  readonly port: () => number | undefined;
  readonly keepPort: (port: number) => void;
}

/** Opens the tokens of a database. */
export function openToolTokens(db: Db, now: () => number): ToolTokens {
  const insert = db.prepare<[TokenOwner & { hash: string; now: number }]>(
    `INSERT OR REPLACE INTO tool_tokens (hash, feature_id, epoch, agent, created_at)
     VALUES (@hash, @featureId, @epoch, @agent, @now)`,
  );
  const forget = db.prepare(
    `DELETE FROM tool_tokens WHERE created_at <
       (SELECT created_at FROM tool_tokens ORDER BY created_at DESC LIMIT 1 OFFSET ${String(fixedLimits.toolTokensKeptMax)})`,
  );
  const find = db.prepare<[string], TokenRow>(
    `SELECT t.feature_id AS featureId, t.epoch, t.agent, f.state, f.epoch AS newestEpoch
     FROM tool_tokens t LEFT JOIN features f ON f.id = t.feature_id WHERE t.hash = ?`,
  );
  const port = db.prepare<[], { port: number }>('SELECT port FROM tool_server');
  const keepPort = db.prepare<[number]>(
    `INSERT INTO tool_server (id, port) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET port = excluded.port`,
  );
  return {
    add: (hash, owner) => {
      insert.run({ ...owner, hash, now: now() });
      forget.run();
    },
    find: (hash) => find.get(hash),
    port: () => port.get()?.port,
    keepPort: (value) => void keepPort.run(value),
  };
}
