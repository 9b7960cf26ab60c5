import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// How much sooner three agents finish than one: 30 features of equal, fixed length through the real program, each with
// its own file and test, so that nothing conflicts. What is left of the ideal 3.0 is our own overhead: slots, the serial
// gate, and the last verifications, when no agent has work any more.

const features = 30;
const agents = 3;
const featureLengthMs = 12_000;
const goal = 2.9;

const root = process.env['AGENT_TUI_ROOT'] ?? process.cwd();
const launcher = join(root, 'bin', 'agent-tui.cjs');
const scratch = mkdtempSync(join(tmpdir(), 'agent-tui-makespan-'));

/** One test file that reads every part: its length does not grow with their number. */
const testText = `import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
test('every part has a value', async () => {
  for (const name of readdirSync(new URL('../src/', import.meta.url))) {
    const { value } = await import('../src/' + name);
    assert.equal(typeof value, 'number');
  }
});
`;

interface Measured {
  readonly parallel: number;
  readonly seconds: number;
  readonly merged: number;
}

try {
  const one = await measure(1);
  const many = await measure(agents);
  report(one, many);
} finally {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}

async function measure(parallel: number): Promise<Measured> {
  const dir = join(scratch, `with-${String(parallel)}`);
  makeProject(dir);
  const env = {
    ...process.env,
    HOME: scratch,
    XDG_STATE_HOME: join(scratch, `state-${String(parallel)}`),
  };
  execFileSync(process.execPath, [launcher, 'feature', 'import', 'features.json'], {
    cwd: dir,
    env,
  });
  const child = spawn(
    process.execPath,
    [launcher, 'run', '--json', '--parallel', String(parallel)],
    { cwd: dir, env, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  await new Promise((resolve) => child.once('close', resolve));
  const last = JSON.parse(printed.trim().split('\n').at(-1) ?? '{}') as {
    featuresCompleted?: number;
    durationSeconds?: number;
  };
  return { parallel, seconds: last.durationSeconds ?? NaN, merged: last.featuresCompleted ?? 0 };
}

function makeProject(dir: string): void {
  for (const folder of ['src', 'test', 'agents']) mkdirSync(join(dir, folder), { recursive: true });
  const names = Array.from({ length: features }, (_, index) => `part${String(index + 1)}`);
  writeFileSync(join(dir, 'package.json'), '{"type":"module","scripts":{"test":"node --test"}}');
  writeFileSync(join(dir, 'src', 'part0.js'), 'export const value = 0;\n');
  writeFileSync(join(dir, 'test', 'all.test.js'), testText);
  for (const name of names) {
    const attempt = [
      { say: `building ${name}` },
      { wait: featureLengthMs },
      { write: `src/${name}.js`, text: 'export const value = 1;\n' },
    ];
    writeFileSync(join(dir, 'agents', `${name}.json`), JSON.stringify({ attempts: [attempt] }));
  }
  writeFileSync(join(dir, 'features.json'), JSON.stringify(names.map((name) => ({ name }))));
  writeFileSync(
    join(dir, 'agent-tui.json'),
    JSON.stringify({ agents: { scripted: { driver: 'scripted', scripts: 'agents' } } }),
  );
  const git = (...args: readonly string[]) => execFileSync('git', ['-C', dir, ...args]);
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git('-c', 'user.name=bench', '-c', 'user.email=bench@localhost', 'commit', '-qm', 'first');
}

function report(one: Measured, many: Measured): void {
  const ratio = one.seconds / many.seconds;
  const isWhole = one.merged === features && many.merged === features;
  const rows = [one, many].map(
    ({ parallel, seconds, merged }) =>
      `${String(parallel).padStart(6)}  ${String(merged).padStart(6)}  ${seconds.toFixed(1).padStart(7)}`,
  );
  const isMet = isWhole && ratio >= goal;
  process.stdout.write(`agents  merged  seconds\n${rows.join('\n')}\n`);
  process.stdout.write(
    `makespan: ${many.seconds.toFixed(1)} s with ${String(agents)} agents, ${one.seconds.toFixed(1)} s with one, ratio ${ratio.toFixed(2)}, goal ${String(goal)}: ${isMet ? 'met' : 'missed'}\n`,
  );
  process.exitCode = isMet ? 0 : 1;
}
