import { AgentTuiError } from '../model/error.ts';
import { fixedLimits } from '../model/limits.ts';

/** Who waits for a turn. */
interface Waiting {
  readonly key: string;
  readonly begin: () => void;
}

/** One who asks for a turn. */
export interface TurnAsk {
  /** What only one at a time may use. */
  readonly key: string;
  readonly signal: AbortSignal;
  /** Tells behind how many it waits. */
  readonly onWait: (ahead: number) => void;
}

/** Lets so many test runs go on at once, and so many of one work tree; the others wait in the order in which they came. */
export class RunTurns {
  readonly #running: string[] = [];
  readonly #waiting: Waiting[] = [];

  /**
   * Waits for a turn; the function that it gives ends the turn.
   * @throws AgentTuiError when too many wait already, and when the asker has gone.
   */
  async take(ask: TurnAsk): Promise<() => void> {
    const { key, signal } = ask;
    if (signal.aborted) throw gone();
    if (this.#isFree(key)) this.#running.push(key);
    else await this.#wait(ask);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.#running.splice(this.#running.indexOf(key), 1);
      this.#next();
    };
  }

  #isFree(key: string): boolean {
    const { toolTestRunsMax, toolTestRunsPerTreeMax } = fixedLimits;
    const ofTree = this.#running.filter((running) => running === key).length;
    return this.#running.length < toolTestRunsMax && ofTree < toolTestRunsPerTreeMax;
  }

  #wait({ key, signal, onWait }: TurnAsk): Promise<void> {
    if (this.#waiting.length >= fixedLimits.toolTestRunsWaitingMax) throw crowded();
    onWait(this.#running.length + this.#waiting.length);
    return new Promise<void>((resolve, reject) => {
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        reject(gone());
      };
      const begin = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const waiting: Waiting = { key, begin };
      this.#waiting.push(waiting);
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  #next(): void {
    for (const waiting of [...this.#waiting]) {
      if (!this.#isFree(waiting.key)) continue;
      this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
      this.#running.push(waiting.key);
      waiting.begin();
    }
  }
}

function gone(): AgentTuiError {
  return new AgentTuiError('interrupted', 'the test run was cancelled before it began', {
    hint: 'ask again when you want it',
  });
}

function crowded(): AgentTuiError {
  return new AgentTuiError('environment', 'too many test runs wait already', {
    hint: 'ask again in a minute',
  });
}
