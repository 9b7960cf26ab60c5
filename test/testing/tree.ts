import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestRun } from '../../src/engine/model/test-report.ts';
import type { TestSelection } from '../../src/engine/model/test-selection.ts';
import { systemClock } from '../../src/engine/platform/clock.ts';
import { systemRandom } from '../../src/engine/platform/random.ts';
import type { FoundSuite } from '../../src/engine/testing/index.ts';
import {
  detectTests,
  planTestRun,
  runTests,
  workTreeFiles,
} from '../../src/engine/testing/index.ts';
import type { Config } from '../../src/engine/model/config.ts';

/** The files of a project, by path. */
export type Files = Readonly<Record<string, string>>;

export const noOverride: Config['test'] = { args: [] };

/** Detects in files that are only in memory. */
export function detectIn(files: Files, override: Config['test'] = noOverride) {
  return detectTests({
    names: Object.keys(files),
    read: (path) => Promise.resolve(files[path]),
    override,
  });
}

/** The same where a suite must be found. */
export async function foundIn(files: Files, override = noOverride): Promise<FoundSuite> {
  const detection = await detectIn(files, override);
  if (detection.kind === 'none') throw new Error(detection.reasons.join('; '));
  return detection.primary;
}

/** A project on disk, and a place outside it for what runs leave. */
export interface Tree {
  readonly root: string;
  readonly scratch: string;
  run(options?: RunChoices): Promise<TestRun>;
  remove(): Promise<void>;
}

interface RunChoices {
  readonly override?: Config['test'];
  readonly timeLimitMs?: number;
  readonly signal?: AbortSignal;
  readonly env?: NodeJS.ProcessEnv;
  readonly selection?: Partial<TestSelection>;
  /** Detects in what is on disk by then, and not in what was written at first. */
  readonly onDisk?: boolean;
}

/** Makes trees that are removed with the hook: after each test, or after all where tests run side by side. */
export function treesUntil(hook: (remove: () => Promise<void>) => void) {
  const trees: Tree[] = [];
  hook(async () => {
    await Promise.all(trees.splice(0).map((made) => made.remove()));
  });
  return async (files: Files): Promise<Tree> => {
    const made = await makeTree(files);
    trees.push(made);
    return made;
  };
}

/** Writes a project to a fresh directory. */
export async function makeTree(files: Files): Promise<Tree> {
  const base = await mkdtemp(join(tmpdir(), 'agent-tui-testing-'));
  const root = join(base, 'project');
  const scratch = join(base, 'scratch');
  await mkdir(scratch);
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text, { mode: text.startsWith('#!') ? 0o755 : 0o644 });
  }
  return {
    root,
    scratch,
    run: (choices = {}) => runIn({ root, scratch, files, choices }),
    remove: () => rm(base, { recursive: true, force: true }),
  };
}

async function runIn(options: {
  root: string;
  scratch: string;
  files: Files;
  choices: RunChoices;
}): Promise<TestRun> {
  const { root, scratch, files, choices } = options;
  const override = choices.override ?? noOverride;
  const now = choices.onDisk === true ? await filesIn(root) : files;
  const detection = await foundIn(now, override);
  const reportDir = join(scratch, systemRandom.id());
  const selection = { file: null, name: null, ...choices.selection };
  const plan = await planTestRun({
    suite: detection,
    root,
    reportDir,
    args: override.args,
    selection,
  });
  return runTests({
    plan,
    // Plugins of this machine's pytest are no part of a project, and some load for seconds.
    baseEnv: choices.env ?? { ...process.env, PYTEST_DISABLE_PLUGIN_AUTOLOAD: '1' },
    timeLimitMs: choices.timeLimitMs ?? 25_000,
    clock: systemClock,
    random: systemRandom,
    outputFile: join(scratch, 'printed.log'),
    signal: choices.signal,
  });
}

async function filesIn(root: string): Promise<Files> {
  const { names, read } = await workTreeFiles(root);
  const texts = await Promise.all(names.map(async (name) => [name, (await read(name)) ?? '']));
  return Object.fromEntries(texts) as Files;
}

/** Whether a program can be started; tests of missing ones are skipped with their reason. */
export function canRun(program: string, ...args: readonly string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The living processes that a word of their command line, or their working directory, tells. */
export async function processesWith(word: string): Promise<readonly number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/u.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => '');
      return line.includes(word) || cwd.startsWith(word) ? [Number(pid)] : [];
    }),
  );
  return found.flat();
}
