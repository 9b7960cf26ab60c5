import type { Db } from '../db/index.ts';
import type { Journal } from './journal.ts';

/** The waits of features that came back. They are durations, kept as times of the wall clock. */
export interface Waits {
  /** Moves every wait that is not over by so many milliseconds, because the wall clock was set. */
  shiftWaits(stepMs: number): void;
  /** Shortens every wait that is longer than so many milliseconds: nobody waits so long, unless the clock was set back. */
  capWaits(durationMsMax: number): void;
}

/** Opens the waits of a database. */
export function openWaits(db: Db, journal: Journal, now: () => number): Waits {
  const shift = db.prepare<[{ step: number; before: number }], { id: number; retryAt: number }>(
    `UPDATE features SET not_before = not_before + @step
     WHERE state = 'pending' AND not_before > @before RETURNING id, not_before AS retryAt`,
  );
  const cap = db.prepare<[{ latest: number }]>(
    `UPDATE features SET not_before = @latest WHERE state = 'pending' AND not_before > @latest`,
  );
  return {
    capWaits: (durationMsMax) => {
      journal.write(() => cap.run({ latest: now() + durationMsMax }));
    },
    shiftWaits: (step) => {
      journal.write((record) => {
        // Set forward: what was open before. Set back: what would be open again, too.
        const before = now() - Math.max(0, step);
        for (const { id, retryAt } of shift.all({ step, before })) {
          const facts = { reason: 'the clock was set', retryAt, charged: false };
          record({ type: 'feature:requeued', featureId: id, facts });
        }
      });
    },
  };
}
