import { join } from 'node:path';
import type { Context, Slot } from '../context.ts';
import { lsTree, readBlob } from '../git/index.ts';
import { agentEnvironment } from '../platform/child-environment.ts';
import { readTextIfPresent, removeTree, writeFileAtomic } from '../platform/files.ts';
import { planSetup, runningDirOf, runSetup, type SetupOutcome } from '../testing/index.ts';

/** Makes a slot's dependencies ready, once for each state of the lockfiles. */
export async function setUpSlot(
  context: Context,
  slot: Slot,
  place: {
    readonly worktree: string;
    readonly commit: string;
    /** Whether the work tree is that of an earlier attempt, its ignored files still there. */
    readonly reused: boolean;
  },
): Promise<SetupOutcome> {
  const { clock, random, limits, project, stopping, repositories } = context;
  const plan = await planSetup({
    names: await lsTree(repositories.gate, place.commit),
    read: (path) => readBlob(repositories.gate, place.commit, path),
    override: project.config.setup,
  });
  if (plan.commands.length === 0) return { kind: 'done' };
  const keyFile = join(project.paths.worktrees, `${slot.agent}.setup`);
  const isReady = place.reused && (await readTextIfPresent(keyFile)) === plan.key;
  if (isReady) return { kind: 'done' };
  // A set-up that ends half-way leaves neither the old state nor the new.
  await removeTree(keyFile);
  const outcome = await runSetup({
    commands: plan.commands,
    cwd: place.worktree,
    env: agentEnvironment(context.baseEnv, {}),
    timeLimitMs: limits.setupDurationMsMax,
    outputFile: join(project.paths.logs, `${slot.agent}.setup.log`),
    clock,
    random,
    signal: stopping,
    runningDir: runningDirOf(project.paths.stateDir),
  });
  if (outcome.kind === 'done') await writeFileAtomic(keyFile, plan.key);
  return outcome;
}
