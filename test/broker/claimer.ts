import { openBroker } from '../../src/engine/broker/index.ts';
import { systemClock } from '../../src/engine/platform/clock.ts';
import { systemRandom } from '../../src/engine/platform/random.ts';

// Claims until nothing is left and prints what it got, one name a line. Begins when its standard input ends.
const [path = ''] = process.argv.slice(2);
const broker = openBroker({
  path,
  clock: systemClock,
  random: systemRandom,
  leaseDurationMs: 90_000,
  sweepIntervalMs: 10_000,
});

process.stdout.write('ready\n');
process.stdin.resume();
process.stdin.once('end', () => void claimAll());

async function claimAll(): Promise<void> {
  for (let lease = await broker.claim(['any']); lease !== undefined;) {
    process.stdout.write(`${lease.id}\n`);
    lease = await broker.claim(['any']);
  }
  await broker.close();
}
