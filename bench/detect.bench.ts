import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { detectTests, workTreeFiles } from '../src/engine/testing/index.ts';
import { makeLargeTree } from './detect/large-tree.ts';

// How long it takes to find the tests of a large repository: 57,000 committed files of six languages in workspaces, one
// process, its files in the cache of the system. Measured is everything from the name of the directory to the suites:
// listing what git knows, one pass over the names, and reading the manifests. The baseline is `git ls-files` alone, in a
// process of its own, which nobody can be faster than who asks git.

const files = 57_000;
const runs = 20;
const goalMs = 300;

interface Times {
  readonly whole: number[];
  readonly listing: number[];
  readonly baseline: number[];
}

const root = makeLargeTree(files);
try {
  const times: Times = { whole: [], listing: [], baseline: [] };
  // What is first read and compiled is no part of what is measured.
  let found = await detectOnce({ whole: [], listing: [], baseline: [] });
  for (let run = 0; run < runs; run += 1) found = await detectOnce(times);
  report(times, found);
} finally {
  rmSync(root, { recursive: true, force: true });
}

/** Alternates baseline and detection, so that both see the same machine. */
async function detectOnce(times: Times): Promise<string> {
  const listedAt = performance.now();
  execFileSync('git', ['ls-files', '-z'], { cwd: root, maxBuffer: 64 * 1024 * 1024 });
  times.baseline.push(performance.now() - listedAt);
  const startedAt = performance.now();
  const tree = await workTreeFiles(root);
  times.listing.push(performance.now() - startedAt);
  const detection = await detectTests({ ...tree, override: { args: [] } });
  times.whole.push(performance.now() - startedAt);
  if (tree.names.length !== files) throw new Error(`${String(tree.names.length)} files are listed`);
  if (detection.kind === 'none') throw new Error(detection.reasons.join('; '));
  const { suites, primary } = detection;
  return `${String(suites.length)} suites, the first ${primary.framework} in "${primary.dir}"`;
}

function report({ whole, listing, baseline }: Times, found: string): void {
  console.log(`${String(files)} files, ${String(runs)} runs: ${found}`);
  console.log(`${''.padEnd(28)}       p50       p95`);
  row('detection, all of it', whole);
  row('of that, listing the files', listing);
  row('git ls-files alone', baseline);
  const figure = percentile(whole, 0.5);
  const ratio = figure / percentile(baseline, 0.5);
  const isMet = figure <= goalMs;
  console.log(
    `detection: ${figure.toFixed(0)} ms, ${ratio.toFixed(1)} times git ls-files alone, goal at most ${String(goalMs)} ms: ${isMet ? 'met' : 'MISSED'}`,
  );
  process.exitCode = isMet ? 0 : 1;
}

function row(name: string, values: readonly number[]): void {
  const cells = [0.5, 0.95].map((share) =>
    `${percentile(values, share).toFixed(0)} ms`.padStart(10),
  );
  console.log(`${name.padEnd(28)}${cells.join('')}`);
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
