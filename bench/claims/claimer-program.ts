import { openBroker } from '../../src/engine/broker/index.ts';
import { openDatabase, openPlainDatabase } from '../../src/engine/db/index.ts';
import { systemClock } from '../../src/engine/platform/clock.ts';
import { systemRandom } from '../../src/engine/platform/random.ts';
import { openQueue } from '../../src/engine/queue/index.ts';
import { bareClaim } from './bare.ts';
import type { Claimed } from './claimed.ts';

// Claims until nothing is left and prints what it got as one JSON object. Begins when its standard input ends.
const [, , kind = '', brokerFile = '', stateFile = ''] = process.argv;

function claimer(): () => Promise<string | undefined> {
  if (kind === 'bare') {
    const claim = bareClaim(openPlainDatabase(brokerFile));
    return () => Promise.resolve(claim());
  }
  const clock = systemClock;
  const broker = openBroker({
    path: brokerFile,
    clock,
    random: systemRandom,
    leaseDurationMs: 90_000,
    sweepIntervalMs: 10_000,
  });
  if (kind === 'broker') return async () => (await broker.claim(['any']))?.id;
  const { features } = openQueue(
    openDatabase(stateFile),
    () => clock.now(),
    () => undefined,
  );
  return async () => {
    const lease = await broker.claim(['any']);
    if (lease === undefined) return undefined;
    const { id, epoch } = lease;
    features.begin({ featureId: Number(id), epoch, agent: 'agent-1', passedOver: [] });
    return id;
  };
}

async function claimAll(claim: () => Promise<string | undefined>): Promise<Claimed> {
  const got: string[] = [];
  const lengths: number[] = [];
  let busy = 0;
  const startedAt = systemClock.now();
  for (;;) {
    const began = systemClock.monotonic();
    try {
      const id = await claim();
      if (id === undefined) break;
      got.push(id);
    } catch {
      busy += 1;
    }
    lengths.push(systemClock.monotonic() - began);
  }
  return { got, lengths, busy, startedAt, endedAt: systemClock.now() };
}

const claim = claimer();
process.stdout.write('ready\n');
process.stdin.resume();
process.stdin.once('end', () => {
  void claimAll(claim).then((claimed) => {
    process.stdout.write(`${JSON.stringify(claimed)}\n`);
  });
});
