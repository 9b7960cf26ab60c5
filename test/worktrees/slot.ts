import { cp, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { inspectProject, openGit, type PersonRepository } from '../../src/engine/git/index.ts';
import { createWorktrees, openRepositories } from '../../src/engine/worktrees/index.ts';
import type { Repositories, SlotStart, Worktrees } from '../../src/engine/worktrees/index.ts';
import { systemClock } from '../../src/engine/platform/clock.ts';
import { inScratch, withProject } from '../git/project.ts';

/** A project with its repositories open and slots to fill. */
export interface Bench {
  readonly dir: string;
  readonly scratch: string;
  readonly stateDir: string;
  readonly first: string;
  readonly repositories: Repositories;
  readonly worktrees: Worktrees;
  /** Fills a slot from main, or from a previous head. */
  readonly begin: (
    agent?: string,
    previousHead?: string | null,
  ) => Promise<{ slot: string; start: SlotStart }>;
}

/** A project whose repositories have been made. */
interface Place {
  readonly dir: string;
  readonly scratch: string;
  readonly first: string;
  readonly person: PersonRepository;
}

let sharedTemplate: Promise<Place> | undefined;
afterAll(async () => {
  if (sharedTemplate !== undefined) await rm((await sharedTemplate).scratch, { recursive: true });
});

/** The usual project with its repositories, made once for a test file: copying it is much faster than making it. */
function template(): Promise<Place> {
  sharedTemplate ??= (async () => {
    const kept = await realpath(await mkdtemp(join(tmpdir(), 'agent-tui-bench-')));
    return withProject(async ({ dir, scratch, first }) => {
      const person = await inspectProject(dir);
      await openRepositories({ person, stateDir: join(scratch, 'state dir'), target: 'main' });
      await cp(scratch, kept, copied);
      return { dir, scratch: kept, first, person };
    });
  })();
  return sharedTemplate;
}

const copied = { recursive: true, preserveTimestamps: true, verbatimSymlinks: true } as const;

async function withPlace(
  use: (place: Place) => Promise<void>,
  files: Record<string, string> | undefined,
): Promise<void> {
  if (files !== undefined) {
    await withProject(
      async (made) => use({ ...made, person: await inspectProject(made.dir) }),
      files,
    );
    return;
  }
  await inScratch(async (scratch) => {
    const made = await template();
    await cp(made.scratch, scratch, copied);
    const dir = join(scratch, 'project');
    const commonDir = join(dir, '.git');
    const config = join(scratch, 'state dir', 'work.git', 'config');
    const settings = await readFile(config, 'utf8');
    await writeFile(config, settings.replaceAll(made.person.commonDir, commonDir));
    const person = { ...made.person, topLevel: dir, commonDir, git: openGit(commonDir) };
    await use({ dir, scratch, first: made.first, person });
  });
}

/** Opens the worktrees of a fresh project in a scratch directory. */
export async function withBench(
  use: (bench: Bench) => Promise<void>,
  files?: Record<string, string>,
): Promise<void> {
  await withPlace(async ({ dir, scratch, first, person }) => {
    const stateDir = join(scratch, 'state dir');
    const repositories = await openRepositories({ person, stateDir, target: 'main' });
    const worktrees = createWorktrees({ repositories, stateDir, clock: systemClock });
    let attempts = 0;
    const begin = async (agent = 'agent-1', previousHead: string | null = null) => {
      attempts += 1;
      const main = await repositories.gate.text(['rev-parse', 'refs/heads/main']);
      const start = await worktrees.planStart({ previousHead, main });
      const branch = `agent-tui/7-thing/${String(attempts)}`;
      const { path } = await worktrees.prepare({ agent, branch, start });
      return { slot: path, start };
    };
    await use({ dir, scratch, stateDir, first, repositories, worktrees, begin });
  }, files);
}

/** The ref of a checkpoint in a test. */
export const ref = (number: number) => `refs/agent-tui/checkpoints/7/1/${String(number)}`;
