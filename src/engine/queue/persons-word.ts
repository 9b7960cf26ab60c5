import type { Db } from '../db/index.ts';
import type { BlockedKind } from './feature-row.ts';
import type { Journal } from './journal.ts';
import { openWordStatements } from './word-statements.ts';

/** What a person may do with a feature from the keyboard; false when its state does not allow it. */
export interface PersonsWord {
  block(featureId: number, kind: BlockedKind, reason: string): boolean;
  cancel(featureId: number): boolean;
  retry(featureId: number): boolean;
  setPriority(featureId: number, priority: number): boolean;
}

/** Opens a person's word over the features of a database. */
export function openPersonsWord(db: Db, journal: Journal, now: () => number): PersonsWord {
  const statements = openWordStatements(db, now);
  return {
    block: (featureId, kind, reason) =>
      journal.write((record, keep) => {
        if (!statements.block(featureId, kind, reason)) return false;
        record({ type: 'feature:blocked', featureId, facts: { reason } });
        if (kind === 'person') keep({ word: 'block', reason });
        return true;
      }),
    cancel: (featureId) =>
      journal.write((record, keep) => {
        if (!statements.cancel(featureId)) return false;
        record({ type: 'feature:cancelled', featureId, facts: {} });
        keep({ word: 'cancel' });
        return true;
      }),
    retry: (featureId) =>
      journal.write((record, keep) => {
        if (!statements.retry(featureId)) return false;
        const facts = { reason: 'a person asked for it', retryAt: now(), charged: false };
        record({ type: 'feature:requeued', featureId, facts });
        keep({ word: 'retry' });
        return true;
      }),
    setPriority: (featureId, value) =>
      journal.write((record, keep) => {
        const name = statements.setPriority(featureId, value);
        if (name === undefined) return false;
        record({ type: 'feature:edited', featureId, facts: { name } });
        keep({ word: 'priority', priority: value });
        return true;
      }),
  };
}
