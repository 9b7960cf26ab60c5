import { fileURLToPath } from 'node:url';
import { runProgram, type Run } from './screen/run.ts';

// Nine panes at 200x60 with 1,000 lines a second: the program's screen against raw escape sequences without React, on the
// same machine in the same minutes, so that the ratio means something on a busy machine too.
const goals = { cpuRatioMax: 4, latencyAboveRawMsMax: 15 };
const secondsPerRun = 5;
const order = ['raw', 'screen', 'screen', 'raw', 'raw', 'screen'] as const;

type Program = (typeof order)[number];

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

const cpuOf = (run: Run): number => (100 * run.cpuMs) / run.wallMs;

function summary(runs: readonly Run[]) {
  const latencies = runs.flatMap((run) => run.latenciesMs);
  return {
    // What else the machine does can only add to it.
    cpu: Math.min(...runs.map(cpuOf)),
    p50: percentile(latencies, 0.5),
    // One run that somebody disturbed does not decide.
    p95: percentile(
      runs.map((run) => percentile(run.latenciesMs, 0.95)),
      0.5,
    ),
    keys: latencies.length,
    lost: runs.reduce((sum, run) => sum + run.lostKeys, 0),
    kbPerSecond: percentile(
      runs.map((run) => run.outputBytes / run.wallMs),
      0.5,
    ),
    rssMb: percentile(
      runs.map((run) => run.rssBytes / 2 ** 20),
      0.5,
    ),
  };
}

// The programs are bundled beside this one, as the product is.
const fileOf = (name: string): string => fileURLToPath(new URL(`${name}.js`, import.meta.url));
const files: Record<Program, string> = {
  raw: fileOf('raw-program'),
  screen: fileOf('dashboard-program'),
};
const runs: Record<Program, Run[]> = { raw: [], screen: [] };
for (const program of order) runs[program].push(await runProgram(files[program], secondsPerRun));

const raw = summary(runs.raw);
const screen = summary(runs.screen);
const row = (name: string, s: ReturnType<typeof summary>): string =>
  [
    name.padEnd(8),
    `${s.cpu.toFixed(1)} %`.padStart(8),
    `${s.p50.toFixed(1)} ms`.padStart(9),
    `${s.p95.toFixed(1)} ms`.padStart(9),
    `${String(s.keys)}/${String(s.lost)}`.padStart(10),
    s.kbPerSecond.toFixed(0).padStart(6),
    s.rssMb.toFixed(0).padStart(8),
  ].join('  ');
console.log('program       CPU    key p50    key p95  keys/lost   KB/s   RSS MB');
console.log(row('raw', raw));
console.log(row('screen', screen));

const ratio = screen.cpu / raw.cpu;
const above = screen.p95 - raw.p95;
const isMet =
  ratio <= goals.cpuRatioMax && above <= goals.latencyAboveRawMsMax && screen.lost + raw.lost === 0;
console.log(
  `CPU ${screen.cpu.toFixed(1)} % against ${raw.cpu.toFixed(1)} % raw = ${ratio.toFixed(2)}x (goal at most ${String(goals.cpuRatioMax)}x); ` +
    `key to paint p95 ${screen.p95.toFixed(1)} ms against ${raw.p95.toFixed(1)} ms raw = +${above.toFixed(1)} ms (goal at most +${String(goals.latencyAboveRawMsMax)} ms): ${isMet ? 'met' : 'MISSED'}`,
);
process.exitCode = isMet ? 0 : 1;
