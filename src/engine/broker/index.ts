import { openPlainDatabase } from '../db/index.ts';
import type { Broker } from './broker.ts';
import { openSqliteBroker, type SqliteBrokerOptions } from './sqlite.ts';

export type { Broker, HeartbeatAnswer, Lease, Work } from './broker.ts';

/** What opening a broker needs. */
export interface BrokerOptions extends SqliteBrokerOptions {
  /** The file of the embedded broker. */
  readonly path: string;
}

/**
 * Opens the broker of a project. Its file is not the record of anything, so it is not synced at every commit, and one
 * that cannot be used is made anew.
 */
export function openBroker(options: BrokerOptions): Broker {
  return openSqliteBroker(openPlainDatabase(options.path), options);
}
