import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock, wait } from '../src/engine/platform/clock.ts';
import { screenLimits } from '../src/ui/screen/screen-limits.ts';
import { changeFeatures } from './queue-size/change-features.ts';
import { makeProject, type BenchProject } from './queue-size/project.ts';
import { judged, percentile, tableRow, type Part } from './queue-size/report.ts';
import { timeClaims, type ClaimTimes } from './queue-size/time-claims.ts';
import { scroll, selectedIn, type Gait, type Scrolled } from './queue-size/scroll.ts';
import { WatchedProgram, type Frame } from './queue-size/watched-program.ts';

// A queue of 100,000 features under the real program in a terminal of 120 by 40, against one of 10 in the same minutes:
// how long until the first frame, how soon the list answers keys that are held down, how much memory it takes, and how
// long a claim takes.

const sizes = [10, 100_000] as const;
const startsEach = 5;
const pressesEach = 300;
const claimsEach = 1_000;
const goals = {
  startMsMax: 1_000,
  /** One frame at the screen's full rate. */
  keyMsMax: screenLimits.focusedIntervalMs,
  growthMbMax: 32,
  claimMsMax: 1,
};
/** Compilers need a while until they have seen everything. */
const settleMs = 2_000;

type Pair<Value> = readonly [small: Value, large: Value];

const scratch = mkdtempSync(join(tmpdir(), 'agent-tui-queue-size-'));
try {
  const projects = sizes.map((features) => makeProject(scratch, features));
  const [small, large] = projects;
  if (small === undefined || large === undefined) throw new Error('there are no projects');
  const parts = [
    await startPart([small, large]),
    ...(await screenParts([small, large])),
    await claimPart(),
  ];
  for (const { table } of parts) if (table.length > 0) console.log(table.join('\n'));
  for (const { line } of parts) console.log(line);
  process.exitCode = parts.every(({ isMet }) => isMet) ? 0 : 1;
} finally {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}

/** How long one claim takes among 100,000 features, its record synced to the disk. */
async function claimPart(): Promise<Part> {
  const [few, many] = sizes;
  const small = await timeClaims(scratch, { features: few, claims: claimsEach });
  const large = await timeClaims(scratch, { features: many, claims: claimsEach });
  const p95 = (values: readonly number[]) => percentile(values, 0.95);
  const rowOf = (features: number, times: ClaimTimes) =>
    tableRow(
      nameOfSize(features),
      ...[percentile(times.whole, 0.5), p95(times.whole), p95(times.broker), p95(times.record)].map(
        (ms) => `${ms.toFixed(2)} ms`,
      ),
    );
  const head = tableRow('claim', 'p50', 'p95', 'broker p95', 'record p95');
  const figure = {
    name: 'claim p95',
    figure: p95(large.whole),
    baseline: p95(small.whole),
    goal: goals.claimMsMax,
    unit: 'ms',
  };
  return judged(figure, [head, rowOf(few, small), rowOf(many, large)]);
}

async function startPart(pair: Pair<BenchProject>): Promise<Part> {
  const times: Pair<number[]> = [[], []];
  for (let round = 0; round < startsEach; round += 1) {
    for (const [at, project] of pair.entries()) {
      const program = new WatchedProgram(project);
      const { at: painted } = await program.paints(showsAll(project));
      times[at as 0 | 1].push(painted - program.startedAt);
      await wait(systemClock, settleMs / 4);
      await program.end();
    }
  }
  const figure = {
    name: 'start to first frame',
    // What else the machine does can only add to it.
    figure: Math.min(...times[1]),
    baseline: Math.min(...times[0]),
    goal: goals.startMsMax,
    unit: 'ms',
  };
  const rowOf = (values: readonly number[], at: number) =>
    tableRow(
      nameOfSize(sizes[at] ?? 0),
      ...[0, 0.5, 1].map((share) => `${percentile(values, share).toFixed(0)} ms`),
    );
  return judged(figure, [tableRow('start', 'fastest', 'median', 'slowest'), ...times.map(rowOf)]);
}

function nameOfSize(features: number): string {
  return `${features.toLocaleString('en')} features`;
}

/** The first frame has to show how many features there are. */
function showsAll({ features }: BenchProject): (frame: Frame) => boolean {
  return ({ text }) => text.includes(`${String(features)} features`);
}

interface Looked {
  readonly features: number;
  readonly gaits: readonly (Scrolled & { readonly name: string })[];
  readonly startBytes: number;
  readonly endBytes: number;
}

async function screenParts(pair: Pair<BenchProject>): Promise<Part[]> {
  const small = await lookThrough(pair[0]);
  const large = await lookThrough(pair[1]);
  const p95 = ({ gaits }: Looked) =>
    percentile(
      gaits.flatMap((gait) => gait.latenciesMs),
      0.95,
    );
  const lost = large.gaits.reduce((sum, gait) => sum + gait.lostKeys, 0);
  const figure = {
    name: 'key to paint p95',
    figure: lost === 0 ? p95(large) : Infinity,
    baseline: p95(small),
    goal: goals.keyMsMax,
    unit: 'ms',
  };
  const growth = ({ startBytes, endBytes }: Looked) => (endBytes - startBytes) / 2 ** 20;
  const memory = {
    name: 'growth of memory',
    figure: growth(large),
    baseline: growth(small),
    goal: goals.growthMbMax,
    unit: 'MB',
  };
  const head = tableRow('keys held down', 'p50', 'p95', 'slowest', 'frames/s', 'lost');
  const rows = [small, large].flatMap(gaitRows);
  const memoryHead = tableRow('resident memory', 'before', 'after');
  return [
    judged(figure, [head, ...rows]),
    judged(memory, [memoryHead, memoryRow(small), memoryRow(large)]),
  ];
}

/** Holds keys down in the list, while agents talk and another process changes features. */
async function lookThrough(project: BenchProject): Promise<Looked> {
  const program = new WatchedProgram(project);
  await program.paints(showsAll(project));
  await wait(systemClock, settleMs);
  const change = changeFeatures(project);
  const down = '\u001b[6~';
  const page = await pageOf(program, down);
  const gaits: Gait[] = [
    { name: 'j/k', down: 'j', up: 'k', by: 1 },
    { name: 'PgDn/PgUp', down, up: '\u001b[5~', by: page },
    { name: 'g/G', down: 'G', up: 'g', by: Infinity },
  ];
  const walk = async (gait: Gait) => {
    program.press('g');
    await wait(systemClock, 500);
    const seen = await scroll(program, { gait, features: project.features, presses: pressesEach });
    return { ...seen, name: gait.name };
  };
  for (const gait of gaits) await walk(gait);
  const startBytes = program.residentBytes();
  const seen = [];
  for (const gait of gaits) seen.push(await walk(gait));
  const endBytes = program.residentBytes();
  change.stop();
  await program.end();
  return { features: project.features, gaits: seen, startBytes, endBytes };
}

/** Goes to the list; answers with how many features one page goes. */
async function pageOf(program: WatchedProgram, pageDown: string): Promise<number> {
  await program.paints(
    ({ text }) => selectedIn(text) !== undefined,
    () => {
      program.press('1');
    },
  );
  const { text } = await program.paints(
    ({ text }) => selectedIn(text) !== undefined,
    () => {
      program.press(pageDown);
    },
  );
  return (selectedIn(text) ?? NaN) - 1;
}

function gaitRows({ features, gaits }: Looked): string[] {
  return gaits.map(({ name, latenciesMs, framesPerSecond, lostKeys }) =>
    tableRow(
      `${nameOfSize(features)}, ${name}`,
      ...[0.5, 0.95, 1].map((share) => `${percentile(latenciesMs, share).toFixed(1)} ms`),
      framesPerSecond.toFixed(0),
      String(lostKeys),
    ),
  );
}

function memoryRow({ features, startBytes, endBytes }: Looked): string {
  const cells = [startBytes, endBytes].map((bytes) => `${(bytes / 2 ** 20).toFixed(0)} MB`);
  return tableRow(nameOfSize(features), ...cells);
}
