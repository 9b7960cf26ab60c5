import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

// How much memory the real program takes while ten agents, real programs of their own, each print 100 MB a minute: in
// short lines, in lines just below the limit of a line, and in a line that does not end. The baseline is the same program
// with agents that print nothing, in the same run of this bench.

const agents = 10;
const bytesPerMinute = 100 * 1000 * 1000;
const warmUpMs = 10_000;
const measuredMs = Number(process.argv[2] ?? 60) * 1000;
const sampleMs = 500;
const goalMegabytes = 300;

const root = process.env['AGENT_TUI_ROOT'] ?? process.cwd();
const launcher = join(root, 'bin', 'agent-tui.cjs');
const scratch = mkdtempSync(join(tmpdir(), 'agent-tui-memory-'));

type Kind = 'nothing' | 'short lines' | 'long lines' | 'one endless line';

/** Prints its share ten times a second, for ever. */
const printerText = `
const kind = process.argv[2];
const share = ${String(bytesPerMinute / 600)};
const width = { 'short lines': 100, 'long lines': 64000, 'one endless line': Infinity }[kind];
let text = '';
if (width === Infinity) text = 'x'.repeat(share);
else while (text.length < share) text += String(text.length).padEnd(width - 1, ' lorem ipsum') + '\\n';
if (kind === 'nothing') setInterval(() => undefined, 60_000);
else setInterval(() => process.stdout.write(text.slice(0, Math.max(share, width + 1))), 100);
`;

interface Measured {
  readonly kind: Kind;
  readonly startMegabytes: number;
  readonly endMegabytes: number;
  readonly peakMegabytes: number;
  readonly cpuPercent: number;
}

try {
  const kinds = ['nothing', 'short lines', 'long lines', 'one endless line'] as const;
  const rows: Measured[] = [];
  for (const kind of kinds) rows.push(await measure(kind));
  report(rows);
} finally {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}

async function measure(kind: Kind): Promise<Measured> {
  const dir = join(scratch, kind.replaceAll(' ', '-'));
  makeProject(dir, kind);
  const env = { ...process.env, HOME: scratch, XDG_STATE_HOME: join(dir, '.state') };
  const options = { cwd: dir, env };
  execFileSync(process.execPath, [launcher, 'feature', 'import', 'features.json'], options);
  const child = spawn(process.execPath, [launcher, 'run', '--json'], {
    ...options,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await started(child);
    await wait(warmUpMs);
    return await sampled(kind, engineOf(child.pid ?? 0));
  } finally {
    const closed = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGINT');
    await closed;
  }
}

/** Resolves when every agent runs. */
function started(child: ChildProcess): Promise<void> {
  let printed = '';
  return new Promise((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      if (printed.split('"session:started"').length > agents) resolve();
    });
    child.once('close', () => {
      reject(new Error(`the program ended: ${printed}`));
    });
  });
}

/** The launcher may have started the engine as a process of its own. */
function engineOf(pid: number): number {
  const children = readFileSync(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8');
  for (const child of children.trim().split(' ').filter(Boolean)) {
    const words = readFileSync(`/proc/${child}/cmdline`, 'utf8').split('\0');
    if (words.some((word) => word.includes('agent-tui')) && words.includes('run')) {
      return Number(child);
    }
  }
  return pid;
}

async function sampled(kind: Kind, pid: number): Promise<Measured> {
  const cpuBefore = cpuMs(pid);
  const sizes: number[] = [];
  const began = performance.now();
  while (performance.now() - began < measuredMs) {
    sizes.push(residentMegabytes(pid));
    await wait(sampleMs);
  }
  const tookMs = performance.now() - began;
  const tenth = Math.ceil(sizes.length / 10);
  return {
    kind,
    startMegabytes: mean(sizes.slice(0, tenth)),
    endMegabytes: mean(sizes.slice(-tenth)),
    peakMegabytes: Math.max(...sizes),
    cpuPercent: (100 * (cpuMs(pid) - cpuBefore)) / tookMs,
  };
}

function residentMegabytes(pid: number): number {
  const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? NaN) / 1024;
}

/** Clock ticks are hundredths of a second on every Linux that Node runs on. */
function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return 10 * (Number(fields[11]) + Number(fields[12]));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function makeProject(dir: string, kind: Kind): void {
  for (const folder of ['src', 'test']) mkdirSync(join(dir, folder), { recursive: true });
  writeFileSync(join(dir, '.gitignore'), '.state/\n');
  writeFileSync(join(dir, 'printer.js'), printerText);
  writeFileSync(join(dir, 'package.json'), '{"type":"module","scripts":{"test":"node --test"}}');
  writeFileSync(
    join(dir, 'test', 'one.test.js'),
    "import { test } from 'node:test';\ntest('passes', () => undefined);\n",
  );
  const names = Array.from({ length: agents }, (_, index) => `part${String(index + 1)}`);
  writeFileSync(join(dir, 'features.json'), JSON.stringify(names.map((name) => ({ name }))));
  const command = [process.execPath, join(dir, 'printer.js'), kind];
  writeFileSync(
    join(dir, 'agent-tui.json'),
    JSON.stringify({ agents: { printer: { driver: 'command', command } }, parallel: agents }),
  );
  const git = (...args: readonly string[]) => execFileSync('git', ['-C', dir, ...args]);
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git('-c', 'user.name=bench', '-c', 'user.email=bench@localhost', 'commit', '-qm', 'first');
}

function report(rows: readonly Measured[]): void {
  const cell = (value: number) => value.toFixed(0).padStart(8);
  const lines = rows.map(
    (row) =>
      `${row.kind.padEnd(16)}${cell(row.startMegabytes)}${cell(row.endMegabytes)}${cell(row.peakMegabytes)}${cell(row.cpuPercent)}`,
  );
  const peak = Math.max(...rows.map((row) => row.peakMegabytes));
  const isMet = peak < goalMegabytes;
  process.stdout.write(
    `agents print    ${['start MB', '  end MB', ' peak MB', '   CPU %'].join('')}\n${lines.join('\n')}\n`,
  );
  process.stdout.write(
    `memory: at most ${peak.toFixed(0)} MB with ${String(agents)} agents that print 100 MB a minute each, ${(rows[0]?.peakMegabytes ?? NaN).toFixed(0)} MB with silent ones, goal below ${String(goalMegabytes)} MB: ${isMet ? 'met' : 'missed'}\n`,
  );
  process.exitCode = isMet ? 0 : 1;
}
