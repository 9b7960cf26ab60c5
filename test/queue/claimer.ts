import { openDatabase } from '../../src/engine/db/index.ts';
import { openQueue } from '../../src/engine/queue/index.ts';

// Claims until nothing is left and prints what it got, one number a line. Begins when its standard input ends.
const [path = '', agent = ''] = process.argv.slice(2);
const db = openDatabase(path);
const { features } = openQueue(
  db,
  () => 1_000_000,
  () => undefined,
);

process.stdout.write('ready\n');
process.stdin.resume();
process.stdin.once('end', () => {
  for (let claim = features.claim(agent, 90_000, []); claim !== undefined;) {
    process.stdout.write(`${String(claim.feature.id)}\n`);
    claim = features.claim(agent, 90_000, []);
  }
  db.close();
});
