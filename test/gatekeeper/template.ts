import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { syncMain } from '../../src/engine/gatekeeper/main.ts';
import { inspectProject, openGit, type PersonRepository } from '../../src/engine/git/index.ts';
import { openRepositories } from '../../src/engine/worktrees/repositories.ts';

/** Files by path; null deletes. */
export type Files = Readonly<Record<string, string | null>>;

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

export function writeFiles(dir: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    const file = join(dir, path);
    mkdirSync(dirname(file), { recursive: true });
    if (text === null) rmSync(file);
    else writeFileSync(file, text);
  }
}

export function commitIn(dir: string, files: Files, message: string): string {
  writeFiles(dir, files);
  gitIn(dir, 'add', '-A');
  gitIn(dir, 'commit', '-q', '--allow-empty', '-m', message);
  return gitIn(dir, 'rev-parse', 'HEAD');
}

export function newRoot(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'agent-tui-gate-')));
}

export async function fill(root: string, files: Files): Promise<PersonRepository> {
  const dir = join(root, 'project');
  mkdirSync(dir);
  gitIn(dir, 'init', '-q', '--template=', '-b', 'main');
  commitIn(dir, files, 'First commit');
  const person = await inspectProject(dir);
  const repositories = await openRepositories({
    person,
    stateDir: join(root, 'state'),
    target: 'main',
  });
  await syncMain(repositories);
  return person;
}

interface Template {
  readonly root: string;
  readonly person: PersonRepository;
}

let sharedTemplate: Promise<Template> | undefined;

/** The usual project, made once for a test file: copying it is much faster than making it again. */
function template(): Promise<Template> {
  sharedTemplate ??= (async () => {
    const root = newRoot();
    templates.push(root);
    return { root, person: await fill(root, sumProject) };
  })();
  return sharedTemplate;
}

/** A copy of the template in another place, with nothing to be looked up again. */
export async function copyTemplate(root: string): Promise<PersonRepository> {
  const made = await template();
  cpSync(made.root, root, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
  const topLevel = join(root, 'project');
  const commonDir = join(topLevel, '.git');
  return { ...made.person, topLevel, commonDir, git: openGit(commonDir) };
}

const templates: string[] = [];
afterAll(() => {
  for (const root of templates) rmSync(root, { recursive: true, force: true });
});
