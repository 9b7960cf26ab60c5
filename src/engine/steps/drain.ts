import type { Context } from '../context.ts';
import { wait } from '../platform/clock.ts';
import { pauseRun } from './pause-run.ts';

const lookIntervalMs = 100;

/** Begins nothing new and waits until no agent works any more; false when a person resumes the run, or ends it, meanwhile. */
export async function drain(context: Context): Promise<boolean> {
  const { run, slots, clock } = context;
  pauseRun(context, 'nothing new is begun: you leave when the agents are done');
  while (run.state === 'paused') {
    const isBusy = [...slots.values()].some(({ phase, held }) => phase !== 'idle' && !held);
    if (!isBusy && run.gate === null) {
      run.banners.clear('pause');
      return true;
    }
    await wait(clock, lookIntervalMs);
  }
  return false;
}
