import { nextTurn } from '../../engine/index.ts';

/** Waits for a turn. */
export type Turn = () => Promise<void>;

/**
 * Lets so many through in one turn of the event loop. Many calls that come at once would else all be done before the next
 * key is looked at.
 */
export function inTurns(perTurn: number): Turn {
  let left = perTurn;
  let isScheduled = false;
  const waiting: (() => void)[] = [];
  const next = () => {
    isScheduled = false;
    left = perTurn;
    for (const go of waiting.splice(0, perTurn)) {
      left -= 1;
      go();
    }
    if (waiting.length > 0) schedule();
  };
  const schedule = () => {
    if (isScheduled) return;
    isScheduled = true;
    nextTurn(next);
  };
  return () => {
    schedule();
    if (left > 0 && waiting.length === 0) {
      left -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      waiting.push(resolve);
    });
  };
}
