import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createGatekeeper, type Gatekeeper } from '../../src/engine/gatekeeper/index.ts';
import type { Candidate } from '../../src/engine/model/candidate.ts';
import type { Config } from '../../src/engine/model/config.ts';
import { defaultLimits, type Limits } from '../../src/engine/model/limits.ts';
import type { Verdict } from '../../src/engine/model/verdict.ts';
import { systemClock } from '../../src/engine/platform/clock.ts';
import { systemRandom } from '../../src/engine/platform/random.ts';
import { openRepositories, type Repositories } from '../../src/engine/worktrees/repositories.ts';
import { makeFeature } from './sample-feature.ts';
import { commitIn, copyTemplate, fill, gitIn, newRoot, writeFiles } from './template.ts';
import type { Files } from './template.ts';

export { gitIn, sumProject, testFile } from './template.ts';
export type { Files } from './template.ts';

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

function importStream(commit: { ref: string; from: string; files: Files }): string {
  const data = (text: string) => `data ${String(Buffer.byteLength(text))}\n${text}\n`;
  const changes = Object.entries(commit.files).map(([path, text]) =>
    text === null ? `D ${path}\n` : `M 100644 inline ${path}\n${data(text)}`,
  );
  const committer = 'committer An Agent <agent@example.org> 1700000000 +0000\n';
  const head = `commit ${commit.ref}\n${committer}${data('Agent work')}from ${commit.from}\n`;
  return `${head}${changes.join('')}`;
}

/** What a ref names; asking git is ten times slower. */
function readRef(gitDir: string, ref: string): string {
  const file = join(gitDir, ref);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : gitIn(gitDir, 'rev-parse', ref);
}

/** Makes a project in a directory of its own, which goes away with the test. */
export async function makeProject(
  options: {
    files?: Files;
    limits?: Partial<Limits>;
    setup?: string[][];
    test?: Config['test'];
    baseEnv?: NodeJS.ProcessEnv;
  } = {},
): Promise<Project> {
  const root = newRoot();
  onTestFinished(() => {
    rmSync(root, { recursive: true, force: true });
  });
  const dir = join(root, 'project');
  const stateDir = join(root, 'state');
  const person =
    options.files === undefined ? await copyTemplate(root) : await fill(root, options.files);
  const repositories = await openRepositories({ person, stateDir, target: 'main' });
  const gatekeeper = createGatekeeper({
    repositories,
    stateDir,
    config: {
      limits: { ...defaultLimits, ...options.limits },
      test: options.test ?? { args: [] },
      setup: options.setup === undefined ? undefined : { commands: options.setup },
    },
    clock: systemClock,
    random: systemRandom,
    baseEnv: options.baseEnv ?? process.env,
  });
  const gateDir = repositories.gate.dir;
  let candidates = 0;
  const main = () => readRef(gateDir, 'refs/heads/main');
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
      return readRef(gateDir, ref);
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
