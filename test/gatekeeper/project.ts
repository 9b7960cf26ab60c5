import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';
import { createGatekeeper, type Gatekeeper } from '../../src/engine/gatekeeper/index.ts';
import { inspectProject } from '../../src/engine/git/index.ts';
import type { Candidate } from '../../src/engine/model/candidate.ts';
import { defaultLimits, type Limits } from '../../src/engine/model/limits.ts';
import type { Verdict } from '../../src/engine/model/verdict.ts';
import { systemClock } from '../../src/engine/platform/clock.ts';
import { systemRandom } from '../../src/engine/platform/random.ts';
import { openRepositories, type Repositories } from '../../src/engine/worktrees/repositories.ts';
import { makeFeature } from './sample-feature.ts';

/** Files by path; null deletes. */
export type Files = Readonly<Record<string, string | null>>;

/** A small program with one passing test, its gate, and an agent's clone of it. */
export interface Project {
  readonly root: string;
  /** The person's checkout. */
  readonly dir: string;
  readonly stateDir: string;
  readonly repositories: Repositories;
  readonly gatekeeper: Gatekeeper;
  git(...args: string[]): string;
  gitIn(cwd: string, ...args: string[]): string;
  /** Commits in the person's checkout. */
  commit(files: Files, message?: string): string;
  /** Makes a commit on top of `from` in gate.git, as if it had been imported from an agent. */
  candidate(files: Files, from?: string): string;
  /** Verified main. */
  main(): string;
  /** Writes into the person's checkout without committing. */
  write(files: Files): void;
  read(path: string): string;
  absorb(): ReturnType<Gatekeeper['absorbMain']>;
  verify(head: string, options?: VerifyOptions): Promise<Verdict>;
  land(verdict: Verdict): ReturnType<Gatekeeper['land']>;
}

interface VerifyOptions {
  readonly id?: number;
  readonly baselinePassed?: number | null;
  readonly name?: string;
  readonly signal?: AbortSignal;
}

export const sumProject: Files = {
  'package.json': '{"name":"sums","type":"module","scripts":{"test":"node --test"}}\n',
  'src/sum.js': 'export const sum = (a, b) => a + b;\n',
  'test/sum.test.js': testFile('sum', 'sum(1, 2)', '3'),
  '.gitignore': 'node_modules/\n*.tmp\n',
};

/** A test file with one test of one expression. */
export function testFile(name: string, expression: string, expected: string): string {
  return [
    "import assert from 'node:assert/strict';",
    "import test from 'node:test';",
    `import * as all from '../src/${name}.js';`,
    `const { ${name} } = all;`,
    `test('${name} is right', () => {`,
    `  assert.equal(${expression}, ${expected});`,
    '});',
    '',
  ].join('\n');
}

const identity = {
  GIT_AUTHOR_NAME: 'A Person',
  GIT_AUTHOR_EMAIL: 'person@example.org',
  GIT_COMMITTER_NAME: 'A Person',
  GIT_COMMITTER_EMAIL: 'person@example.org',
};

export function gitIn(cwd: string, ...args: string[]): string {
  const env = {
    PATH: process.env['PATH'],
    HOME: cwd,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    ...identity,
  };
  return execFileSync('git', args, { cwd, env, encoding: 'utf8', stdio: 'pipe' }).trim();
}

function writeFiles(dir: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    const file = join(dir, path);
    mkdirSync(dirname(file), { recursive: true });
    if (text === null) rmSync(file);
    else writeFileSync(file, text);
  }
}

function commitIn(dir: string, files: Files, message: string): string {
  writeFiles(dir, files);
  gitIn(dir, 'add', '-A');
  gitIn(dir, 'commit', '-q', '--allow-empty', '-m', message);
  return gitIn(dir, 'rev-parse', 'HEAD');
}

function importStream(commit: { ref: string; from: string; files: Files }): string {
  const data = (text: string) => `data ${String(Buffer.byteLength(text))}\n${text}\n`;
  const changes = Object.entries(commit.files).map(([path, text]) =>
    text === null ? `D ${path}\n` : `M 100644 inline ${path}\n${data(text)}`,
  );
  const committer = 'committer An Agent <agent@example.org> 1700000000 +0000\n';
  const head = `commit ${commit.ref}\n${committer}${data('Agent work')}from ${commit.from}\n`;
  return `${head}${changes.join('')}`;
}

function newRoot(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'agent-tui-gate-')));
}

async function fill(root: string, files: Files): Promise<void> {
  const dir = join(root, 'project');
  mkdirSync(dir);
  gitIn(dir, 'init', '-q', '-b', 'main');
  commitIn(dir, files, 'First commit');
  const person = await inspectProject(dir);
  await openRepositories({ person, stateDir: join(root, 'state'), target: 'main' });
}

let sharedTemplate: Promise<string> | undefined;

/** The usual project, made once for a test file: copying it is much faster than making it again. */
function template(): Promise<string> {
  sharedTemplate ??= (async () => {
    const root = newRoot();
    templates.push(root);
    await fill(root, sumProject);
    return root;
  })();
  return sharedTemplate;
}

const templates: string[] = [];
afterAll(() => {
  for (const root of templates) rmSync(root, { recursive: true, force: true });
});

/** Makes a project in a directory of its own, which goes away with the test. */
export async function makeProject(
  options: {
    files?: Files;
    limits?: Partial<Limits>;
    setup?: string[][];
    baseEnv?: NodeJS.ProcessEnv;
  } = {},
): Promise<Project> {
  const root = newRoot();
  onTestFinished(() => {
    rmSync(root, { recursive: true, force: true });
  });
  const dir = join(root, 'project');
  const stateDir = join(root, 'state');
  if (options.files === undefined) {
    cpSync(await template(), root, { recursive: true, preserveTimestamps: true });
  } else {
    await fill(root, options.files);
  }
  const person = await inspectProject(dir);
  const repositories = await openRepositories({ person, stateDir, target: 'main' });
  const gatekeeper = createGatekeeper({
    repositories,
    stateDir,
    config: {
      limits: { ...defaultLimits, ...options.limits },
      test: { args: [] },
      setup: options.setup === undefined ? undefined : { commands: options.setup },
    },
    clock: systemClock,
    random: systemRandom,
    baseEnv: options.baseEnv ?? process.env,
  });
  await gatekeeper.syncMain();
  const gateDir = repositories.gate.dir;
  let candidates = 0;
  const main = () => gitIn(gateDir, 'rev-parse', 'refs/heads/main');
  return {
    root,
    dir,
    stateDir,
    repositories,
    gatekeeper,
    main,
    gitIn,
    git: (...args) => gitIn(dir, ...args),
    commit: (files, message = 'Work') => commitIn(dir, files, message),
    write: (files) => {
      writeFiles(dir, files);
    },
    read: (path) => readFileSync(join(dir, path), 'utf8'),
    absorb: () =>
      gatekeeper.absorbMain({
        onStage: () => undefined,
        intent: () => undefined,
        done: () => undefined,
      }),
    candidate: (files, from = main()) => {
      candidates += 1;
      const ref = `refs/agent-tui/candidates/${String(candidates)}`;
      execFileSync('git', ['fast-import', '--quiet'], {
        cwd: gateDir,
        input: importStream({ ref, from, files }),
      });
      return gitIn(gateDir, 'rev-parse', ref);
    },
    verify: (head, given = {}) => {
      const candidate = makeCandidate(head, given.id ?? 1);
      return gatekeeper.verify({
        candidate,
        feature: makeFeature(given.name ?? 'A feature'),
        base: main(),
        baselinePassed: given.baselinePassed === undefined ? 1 : given.baselinePassed,
        onStage: () => undefined,
        signal: given.signal,
      });
    },
    land: (verdict) => gatekeeper.land({ verdict, intent: () => undefined, done: () => undefined }),
  };
}

function makeCandidate(head: string, id: number): Candidate {
  return { id, featureId: 7, epoch: 1, agent: 'agent-1', head, state: 'verifying', createdAt: 0 };
}
