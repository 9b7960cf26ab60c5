import { spawn, type ChildProcess } from 'node:child_process';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const launcher = join(root, 'bin/agent-tui.cjs');

/** One scripted step or feature entry, as JSON. */
type Json = Readonly<Record<string, unknown>>;

/** What a finished call of the program left. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A project in a scratch directory with its own HOME and state. */
export interface Stage {
  readonly dir: string;
  readonly home: string;
  readonly env: Readonly<Record<string, string>>;
  write(path: string, text: string): Promise<void>;
  read(path: string): Promise<string>;
  git(...args: readonly string[]): string;
  commitAll(message: string): void;
  /** Runs the built program to its end. */
  run(...args: readonly string[]): Promise<Outcome>;
  /** Starts the built program; it is ended with the test. */
  start(...args: readonly string[]): ChildProcess;
  /** Every process that still carries something of this stage in its environment. */
  leftovers(): Promise<number[]>;
}

/** Makes an empty stage that goes away with the test. */
export async function makeStage(): Promise<Stage> {
  const home = await realpath(await mkdtemp(join(tmpdir(), 'agent-tui-e2e-')));
  const dir = join(home, 'project');
  await mkdir(dir);
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    LANG: 'C.UTF-8',
    TERM: 'xterm-256color',
    XDG_STATE_HOME: join(home, 'state'),
    STAGE_OF_TEST: home,
  };
  const children = new Set<ChildProcess>();
  const start = (...args: readonly string[]) => {
    const child = spawn(process.execPath, [launcher, ...args], {
      cwd: dir,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.add(child);
    child.once('exit', () => children.delete(child));
    return child;
  };
  onTestFinished(async () => {
    for (const child of children) child.kill('SIGKILL');
    for (const pid of await leftoversOf(home)) process.kill(pid, 'SIGKILL');
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  });
  const git = (...args: readonly string[]) =>
    execFileSync('git', args, { cwd: dir, env: { ...env, ...gitIdentity }, encoding: 'utf8' });
  return {
    dir,
    home,
    env,
    git,
    start,
    write: async (path, text) => {
      await mkdir(dirname(join(dir, path)), { recursive: true });
      await writeFile(join(dir, path), text);
    },
    read: (path) => readFile(join(dir, path), 'utf8'),
    commitAll: (message) => {
      git('add', '--all');
      git('commit', '--quiet', '--message', message);
    },
    run: (...args) => ended(start(...args)),
    leftovers: () => leftoversOf(home),
  };
}

const gitIdentity = {
  GIT_AUTHOR_NAME: 'A person',
  GIT_AUTHOR_EMAIL: 'person@example.invalid',
  GIT_COMMITTER_NAME: 'A person',
  GIT_COMMITTER_EMAIL: 'person@example.invalid',
};

/** Waits for a started program. */
export function ended(child: ChildProcess): Promise<Outcome> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((done) => {
    child.once('close', (code) => {
      done({ code, stdout, stderr });
    });
  });
}

async function leftoversOf(home: string): Promise<number[]> {
  const { readdir } = await import('node:fs/promises');
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) continue;
    const environ = await readFile(`/proc/${name}/environ`, 'latin1').catch(() => '');
    if (environ.includes(`STAGE_OF_TEST=${home}`)) found.push(Number(name));
  }
  return found;
}

/** A small project with one green node:test test, scripted agents and the given queue, committed on main. */
export async function makeProject(
  features: readonly Json[],
  scripts: Readonly<Record<string, readonly (readonly Json[])[]>>,
  limits: Json = {},
): Promise<Stage> {
  const stage = await makeStage();
  stage.git('init', '--quiet', '--initial-branch=main');
  await stage.write('package.json', '{"type":"module","scripts":{"test":"node --test"}}\n');
  await stage.write('src/sum.js', 'export const sum = (a, b) => a + b;\n');
  await stage.write('test/sum.test.js', testOf('sum', 'sum(1, 2)', '3'));
  for (const [slug, attempts] of Object.entries(scripts)) {
    await stage.write(`agents/${slug}.json`, JSON.stringify({ attempts }));
  }
  await stage.write(
    'agent-tui.json',
    JSON.stringify({
      agents: { scripted: { driver: 'scripted', scripts: 'agents' } },
      limits: { retryDelayMs: 50, killGraceMs: 500, mainLookIntervalMs: 500, ...limits },
    }),
  );
  await stage.write('features.json', JSON.stringify(features));
  stage.commitAll('first');
  if (features.length > 0) {
    const { code, stderr } = await stage.run('feature', 'import', 'features.json');
    if (code !== 0) throw new Error(stderr);
  }
  return stage;
}

/** One agent that works until it is stopped, with a child of its own. */
export function oneAtWork(): Promise<Stage> {
  return makeProject([{ name: 'Long' }], {
    long: [
      [
        { write: 'src/long.js', text: 'one\n' },
        { fork: 'daemon' },
        { say: 'At work.' },
        { wait: 600_000 },
      ],
    ],
  });
}

/** A node:test file that expects one expression of one module to have a value. */
export function testOf(module: string, expression: string, value: string): string {
  return [
    "import assert from 'node:assert/strict';",
    "import { test } from 'node:test';",
    `import { ${module} } from '../src/${module}.js';`,
    `test('${module} is right', () => {`,
    `  assert.equal(${expression}, ${value});`,
    '});',
    '',
  ].join('\n');
}

/** The JSON lines of `run --json`. */
export function eventsOf(outcome: Outcome): Record<string, unknown>[] {
  return outcome.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
