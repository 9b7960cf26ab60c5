import { join } from 'node:path';
import { inspectProject } from '../../src/engine/git/index.ts';
import { createWorktrees, openRepositories } from '../../src/engine/worktrees/index.ts';
import type { Repositories, SlotStart, Worktrees } from '../../src/engine/worktrees/index.ts';
import { systemClock } from '../../src/engine/platform/clock.ts';
import { withProject } from '../git/project.ts';

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

/** Opens the worktrees of a fresh project in a scratch directory. */
export async function withBench(
  use: (bench: Bench) => Promise<void>,
  files?: Record<string, string>,
): Promise<void> {
  await withProject(async ({ dir, scratch, first }) => {
    const stateDir = join(scratch, 'state dir');
    const person = await inspectProject(dir);
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
