import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Db } from '../src/engine/db/index.ts';
import { systemClock, wait } from '../src/engine/platform/clock.ts';
import { systemRandom } from '../src/engine/platform/random.ts';
import { openQueue } from '../src/engine/queue/index.ts';
import { issueToken } from '../src/engine/tool-host/callers.ts';
import { screenLimits } from '../src/ui/screen/screen-limits.ts';
import { fillKnowledge, timeSearches, type Times } from './knowledge/time-searches.ts';
import { runBareLoad, runLoad, type Load } from './mcp/load.ts';
import { timePlainSearches } from './mcp/time-plain.ts';
import { makeProject, type BenchProject } from './queue-size/project.ts';
import { judged, percentile, tableRow, type Part } from './queue-size/report.ts';
import { scroll, type Scrolled } from './queue-size/scroll.ts';
import { WatchedProgram } from './queue-size/watched-program.ts';

// The tools of agents under load: how long a search among 100,000 patterns takes, how long fifty calls at once take over HTTP
// on the real program with its screen, and how soon that screen answers a key meanwhile.

const patterns = 100_000;
const features = 300;
const searchesEach = 400;
const plainSearches = 20;
const presses = 350;
/** As keyboards repeat where nobody has set them faster. */
const keyIntervalMs = 33;
const goals = {
  searchMsMax: 10,
  callMsMax: 50,
  /** One frame at the screen's full rate. */
  keyMsMax: screenLimits.focusedIntervalMs,
};
const settleMs = 2_000;

const scratch = mkdtempSync(join(tmpdir(), 'agent-tui-mcp-'));
try {
  const project = makeProject(scratch, features);
  const parts = [searchPart(project), ...(await loadParts(project))];
  for (const { table } of parts) console.log(table.join('\n'));
  for (const { line } of parts) console.log(line);
  process.exitCode = parts.every(({ isMet }) => isMet) ? 0 : 1;
} finally {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}

function openState({ dir, env, launcher }: BenchProject): Db {
  const paths = execFileSync(process.execPath, [launcher, 'paths', '--json'], { cwd: dir, env });
  const { stateDir } = JSON.parse(paths.toString()) as { stateDir: string };
  return openDatabase(join(stateDir, 'state.db'));
}

/** Fills the project's knowledge and searches it, as the engine does. */
function searchPart(project: BenchProject): Part {
  const db = openState(project);
  const seconds = fillKnowledge(db, patterns);
  const times = timeSearches(db, searchesEach);
  const plain = timePlainSearches(db, plainSearches);
  db.close();
  const kinds: [string, Times][] = [
    ['a new feature', times.features],
    ['a few words', times.words],
    ['common words only', times.common],
    ['reference of an attempt', times.references],
    ['the index by itself', timesOf(plain)],
  ];
  const rowOf = ([name, { p50, p95, max }]: [string, Times]) =>
    tableRow(name, ...[p50, p95, max].map((ms) => `${ms.toFixed(2)} ms`));
  const slowest = Math.max(...kinds.slice(0, -1).map(([, { p95 }]) => p95));
  const figure = {
    name: 'search p95',
    measured: `among ${patterns.toLocaleString('en')} patterns`,
    against: 'by the index alone',
    figure: slowest,
    baseline: percentile(plain, 0.95),
    goal: goals.searchMsMax,
    unit: 'ms',
  };
  const head = tableRow(`search (filled in ${seconds.toFixed(1)} s)`, 'p50', 'p95', 'slowest');
  return judged(figure, [head, ...kinds.map(rowOf)]);
}

/** Fifty calls at once on the program with its screen, while a key is held down; each against what it is without the other. */
async function loadParts(project: BenchProject): Promise<Part[]> {
  const bare = await runBareLoad();
  const program = new WatchedProgram(project);
  await program.paints(({ text }) => text.includes(`${String(features)} features`));
  await wait(systemClock, settleMs);
  const { url, token } = reach(project);
  await runLoad(url, token);
  const calm = await held(program);
  const [load, keys] = await Promise.all([runLoad(url, token), held(program)]);
  await program.end();
  const isWhole = load.failures === 0 && load.latenciesMs.length > 0;
  if (!isWhole) console.log(`a call failed: ${load.lastFailure}`);
  const calls = {
    name: 'call p95',
    measured: 'of 50 at once',
    against: 'on a bare server',
    figure: isWhole ? percentile(load.latenciesMs, 0.95) : Infinity,
    baseline: percentile(bare.latenciesMs, 0.95),
    goal: goals.callMsMax,
    unit: 'ms',
  };
  const key = {
    name: 'key to paint p95',
    measured: 'meanwhile',
    against: 'without calls',
    figure: keys.lostKeys === 0 ? percentile(keys.latenciesMs, 0.95) : Infinity,
    baseline: percentile(calm.latenciesMs, 0.95),
    goal: goals.keyMsMax,
    unit: 'ms',
  };
  return [
    judged(calls, [head('50 calls at once'), row('tools', load), row('bare server', bare)]),
    judged(key, [head('keys held down'), row('with calls', keys), row('without calls', calm)]),
  ];
}

/** Where the tools are, and a token of an agent that is at work. */
function reach(project: BenchProject): { readonly url: string; readonly token: string } {
  const db = openState(project);
  const queue = openQueue(
    db,
    () => systemClock.now(),
    () => undefined,
  );
  const busy = queue.features.inState('in_progress')[0];
  if (busy === undefined) throw new Error('no agent is at work');
  const owner = { featureId: busy.id, epoch: busy.epoch, agent: busy.lastAgent ?? '' };
  const token = issueToken({ queue, random: systemRandom }, owner);
  const url = `http://127.0.0.1:${String(queue.toolTokens.port())}/mcp`;
  db.close();
  return { url, token };
}

async function held(program: WatchedProgram): Promise<Scrolled> {
  program.press('1');
  program.press('g');
  await wait(systemClock, settleMs / 4);
  const gait = { name: 'j/k', down: 'j', up: 'k', by: 1 };
  return scroll(program, { gait, features, presses, intervalMs: keyIntervalMs });
}

function head(name: string): string {
  return tableRow(name, 'p50', 'p95', 'slowest');
}

function row(name: string, { latenciesMs }: Pick<Load, 'latenciesMs'> | Scrolled): string {
  const { p50, p95, max } = timesOf(latenciesMs);
  return tableRow(name, ...[p50, p95, max].map((ms) => `${ms.toFixed(1)} ms`));
}

function timesOf(values: readonly number[]): Times {
  return {
    p50: percentile(values, 0.5),
    p95: percentile(values, 0.95),
    max: percentile(values, 1),
  };
}
