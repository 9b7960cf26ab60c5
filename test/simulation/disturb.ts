import { diskFault } from '../../src/engine/db/index.ts';
import { AgentTuiError } from '../../src/engine/model/error.ts';
import type { Fault } from './faults.ts';
import type { SimulatedEngine } from './simulated-engine.ts';

/** Longer than a lease. */
const beatsLostMs = 40_000;

/** Something goes wrong under a running engine for a while; false when the fault is of another kind. */
export function disturb(engine: SimulatedEngine, { kind, durationMs }: Fault): boolean {
  const { life } = engine;
  const { time, broker } = life.world;
  const until = time.now + durationMs;
  switch (kind) {
    case 'disk-full':
      life.isFull = true;
      time.at(until, () => {
        life.isFull = false;
      });
      return true;
    case 'engine-sleeps':
      life.clock.frozenUntil = until;
      return true;
    case 'broker-lost':
      broker.empty();
      return true;
    case 'broker-fails':
      engine.brokerDownUntil = until;
      return true;
    case 'beats-lost':
      engine.beatsLostUntil = time.now + beatsLostMs;
      return true;
    default:
      return false;
  }
}

/** Whatever was wrong under an engine is over. */
export function mend(engine: SimulatedEngine): void {
  engine.life.isFull = false;
  engine.brokerDownUntil = 0;
  engine.beatsLostUntil = 0;
}

/** What has not come to an end, in words. */
export function openWords(engine: SimulatedEngine | null): string {
  if (engine === null) return 'no engine runs';
  const { context, life } = engine;
  const { queue, slots, run } = context;
  const now = life.clock.now();
  const open = queue.features.all().map(({ id, state, notBefore, dependsOn }) => {
    const waits = notBefore > now ? ` for ${String(notBefore - now)} ms` : '';
    return `#${String(id)} ${state}${waits} needs [${dependsOn.join(' ')}]`;
  });
  const places = [...slots.values()].map(
    ({ agent, phase, held }) => `${agent} ${phase}${held ? ' held' : ''}`,
  );
  return `the run is ${run.state} (${String(run.reason)}); ${open.join(', ')}; ${places.join(', ')}`;
}

/** Whether an error is one of the machine's, and not a bug. */
export function isFault(error: unknown): boolean {
  return error instanceof AgentTuiError || diskFault(error) !== undefined;
}

/** Whether nothing is left to do. */
export function isDone({ context }: SimulatedEngine): boolean {
  return context.queue.features.openCount() === 0;
}
