// Three badly behaved agents, and a kill -9 of the program at random moments; at the end every promise is checked.
// npm run chaos -- [--minutes 5] [--seed 1]
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { seededRandom } from '../../src/engine/platform/random.ts';
import { checkPromises } from '../promises/index.ts';
import type { Left } from '../promises/left.ts';
import { daemonsOf, endDaemons } from './daemons.ts';
import { Life } from './life.ts';
import { addFeature, openProject } from './project.ts';
import { Watch } from './watch.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    seed: { type: 'string', default: String(process.pid) },
  },
});

const seed = Number(values.seed);
const random = seededRandom(seed);
const featuresAtFirst = 6;
const openFeaturesMin = 5;
const shortLifeMsMax = 1_500;
const longLifeMsMax = 9_000;
const finishDurationMsMax = 5 * 60_000;
const rssBytesMax = 300 * 1024 * 1024;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** A short life dies while it recovers, a long one in the middle of work. */
function lifeMs(): number {
  const longest = random.fraction() < 0.35 ? shortLifeMsMax : longLifeMsMax;
  return 50 + random.fraction() * longest;
}

function openFeatures(left: Left): number {
  const open = "SELECT id FROM features WHERE state NOT IN ('merged','cancelled')";
  return left.rows(open).length;
}

/** Kills and starts the program until the time is over; what was wrong with the terminal after each kill. */
async function torment(left: Left, asked: string[], until: number) {
  const breaches: string[] = [];
  let lives = 0;
  let current: Life | null = null;
  const watch = new Watch(left, () => current?.engine()?.pid ?? null);
  while (performance.now() < until) {
    lives += 1;
    current = new Life(left.scratch);
    const endsAt = performance.now() + lifeMs();
    while (performance.now() < endsAt) {
      await wait(50);
      if (openFeatures(left) < openFeaturesMin) await addFeature(left, asked);
    }
    if (current.hasEnded) breaches.push(`it ended by itself: ${current.lastWords()}`);
    const wrong = await current.kill();
    breaches.push(...wrong.map((words) => `I7 terminal after kill ${String(lives)}: ${words}`));
  }
  return { breaches, lives, watch };
}

/** Lets the program end what it has begun, without a screen. */
async function finish(left: Left): Promise<string[]> {
  const child = left.scratch.start(['run', '--json']);
  let stderr = '';
  child.stdout?.resume();
  child.stderr?.on('data', (data: Buffer) => (stderr += data.toString()));
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const code = await Promise.race([
    exited,
    wait(finishDurationMsMax, 'late' as const, { ref: false }),
  ]);
  if (code === 'late') child.kill('SIGKILL');
  return code === 0 ? [] : [`I11 progress: the last run ended with ${String(code)}: ${stderr}`];
}

const asked: string[] = [];
const left = await openProject({ seed, features: featuresAtFirst, asked });
print(`seed ${String(seed)}, ${values.minutes} minutes, in ${left.scratch.home}`);
const until = performance.now() + Number(values.minutes) * 60_000;
const { breaches, lives, watch } = await torment(left, asked, until);
breaches.push(...(await finish(left)));
watch.stop();
const daemons = daemonsOf(left.scratch.home);
breaches.push(...daemons.escaped.map((line) => `I6 nothing runs: daemon ${line} escaped`));
breaches.push(...(await checkPromises(left)));
breaches.push(...(await watch.breaches(left)).map((words) => `I1 main green: ${words}`));
if (watch.rssBytesMax > rssBytesMax) {
  breaches.push(`I8 bounded: the engine had ${String(watch.rssBytesMax)} bytes of memory`);
}
endDaemons(daemons.escaped);

const sessions = left.rows('SELECT ending, count(*) AS count FROM sessions GROUP BY ending');
const rows: readonly (readonly [string, string])[] = [
  ['lives of the program', String(lives)],
  ['features', String(asked.length)],
  [
    'sessions',
    sessions.map((row) => `${String(row['ending'])} ${String(row['count'])}`).join(', '),
  ],
  ['values of main', String(watch.mains.size)],
  ['daemons', `${String(daemons.started)} started, ${String(daemons.escaped.length)} escaped`],
  ['memory', `${(watch.rssBytesMax / 1024 / 1024).toFixed(0)} MB at most`],
  ['breaches', String(breaches.length)],
];
print('');
for (const [name, value] of rows) print(`${name.padEnd(22)}${value}`);
for (const breach of breaches) print(`  ${breach}`);
if (breaches.length === 0) await left.scratch.remove();
else print(`kept: ${left.scratch.home} (seed ${String(seed)})`);
process.exitCode = breaches.length === 0 ? 0 : 1;
