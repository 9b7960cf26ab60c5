import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** The built program. */
export const launcher = resolve(import.meta.dirname, '../../bin/agent-tui.cjs');

/** What a finished call of the program left. */
export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A scratch directory with a repository and the state of the program; whoever opens it removes it. */
export interface Scratch {
  readonly home: string;
  readonly dir: string;
  readonly env: Readonly<Record<string, string>>;
  write(path: string, text: string): Promise<void>;
  read(path: string): Promise<string>;
  git(...args: readonly string[]): string;
  commitAll(message: string): void;
  start(args: readonly string[], extraEnv?: Readonly<Record<string, string>>): ChildProcess;
  run(...args: readonly string[]): Promise<Outcome>;
  /** Every process that still carries something of this scratch directory in its environment. */
  leftovers(): number[];
  /** Ends what is left and removes everything. */
  remove(): Promise<void>;
}

const gitIdentity = {
  GIT_AUTHOR_NAME: 'A person',
  GIT_AUTHOR_EMAIL: 'person@example.invalid',
  GIT_COMMITTER_NAME: 'A person',
  GIT_COMMITTER_EMAIL: 'person@example.invalid',
};

/** Makes an empty scratch directory; its name begins with the word. */
export async function openScratch(word: string): Promise<Scratch> {
  const home = await realpath(await mkdtemp(join(tmpdir(), `agent-tui-${word}-`)));
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
  const start: Scratch['start'] = (args, extraEnv = {}) => {
    const child = spawn(process.execPath, [launcher, ...args], {
      cwd: dir,
      env: { ...env, ...extraEnv },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.add(child);
    child.once('exit', () => children.delete(child));
    return child;
  };
  const git: Scratch['git'] = (...args) =>
    execFileSync('git', args, { cwd: dir, env: { ...env, ...gitIdentity }, encoding: 'utf8' });
  return {
    home,
    dir,
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
    run: (...args) => ended(start(args)),
    leftovers: () => leftoversOf(home),
    remove: async () => {
      for (const child of children) child.kill('SIGKILL');
      for (const pid of leftoversOf(home)) endOne(pid);
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function endOne(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** Waits for a started program. */
export function ended(child: ChildProcess): Promise<Outcome> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((done) => {
    child.once('close', (code, signal) => {
      done({ code, signal, stdout, stderr });
    });
  });
}

function leftoversOf(home: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((name) => environmentOf(name).includes(`STAGE_OF_TEST=${home}`))
    .map(Number);
}

function environmentOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1');
  } catch {
    return '';
  }
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
