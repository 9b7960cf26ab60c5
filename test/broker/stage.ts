import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openBroker, type Broker } from '../../src/engine/broker/index.ts';
import { seededRandom } from '../../src/engine/platform/random.ts';

/** A broker on a real file, whose time is a number that the test sets. */
export interface BrokerStage {
  readonly broker: Broker;
  readonly path: string;
  /** Another coordinator or worker on the same broker, with a memory and a clock of its own. */
  again(): Broker;
  /** Lets time pass, sweeping as often as a coordinator does; answers what lapsed. */
  pass(durationMs: number, by?: Broker): Promise<string[]>;
}

const leaseDurationMs = 90_000;
const sweepIntervalMs = 10_000;

/** Makes a broker that goes away with the test. */
export function brokerStage(): BrokerStage {
  const directory = mkdtempSync(join(tmpdir(), 'broker-'));
  const path = join(directory, 'broker.db');
  const opened: Broker[] = [];
  let now = 0;
  const again = () => {
    const clock = { monotonic: () => now };
    const random = seededRandom(opened.length + 1);
    const one = openBroker({ path, clock, random, leaseDurationMs, sweepIntervalMs });
    opened.push(one);
    return one;
  };
  onTestFinished(async () => {
    for (const one of opened) await one.close();
    rmSync(directory, { recursive: true });
  });
  const broker = again();
  const pass = async (durationMs: number, by = broker) => {
    const lapsed: string[] = [];
    for (const end = now + durationMs; now < end;) {
      now = Math.min(end, now + sweepIntervalMs);
      lapsed.push(...(await by.sweep()).map(({ id, epoch }) => `${id}@${String(epoch)}`));
    }
    return lapsed;
  };
  return { broker, path, again, pass };
}
