import { brokerSchema } from '../../src/engine/broker/sqlite.ts';
import { migrations } from '../../src/engine/db/migrations/index.ts';
import { SharedDatabase } from './shared-database.ts';

let made: { readonly state: SharedDatabase; readonly broker: SharedDatabase } | undefined;

/** The databases of a world, empty: one world after another uses them, never two at once. */
export function emptyDatabases(): {
  readonly state: SharedDatabase;
  readonly broker: SharedDatabase;
} {
  made ??= {
    state: new SharedDatabase((db) => {
      db.pragma('foreign_keys = OFF');
      for (const sql of migrations) db.exec(sql);
      db.pragma('foreign_keys = ON');
    }),
    broker: new SharedDatabase((db) => db.exec(brokerSchema)),
  };
  made.state.empty();
  made.broker.empty();
  return made;
}
