import { join } from 'node:path';
import type { SetUp } from './context.ts';
import { lsTree, readBlob, type Git } from './git/index.ts';
import type { Config } from './model/config.ts';
import type { Limits } from './model/limits.ts';
import { agentEnvironment } from './platform/child-environment.ts';
import type { Clock } from './platform/clock.ts';
import { readTextIfPresent, removeTree, writeFileAtomic } from './platform/files.ts';
import { effect } from './platform/effect.ts';
import type { Random } from './platform/random.ts';
import type { ProjectPaths } from './project.ts';
import { planSetup, runningDirOf, runSetup } from './testing/index.ts';

/** What set-ups need. */
export interface SetUpParts {
  readonly gate: Git;
  readonly paths: Pick<ProjectPaths, 'worktrees' | 'logs' | 'stateDir'>;
  readonly override: Config['setup'];
  readonly limits: Pick<Limits, 'setupDurationMsMax'>;
  readonly baseEnv: NodeJS.ProcessEnv;
  readonly clock: Clock;
  readonly random: Random;
}

/** Makes the set-up of slots. */
export function createSetUp(parts: SetUpParts): SetUp {
  return (place) => setUpSlot(parts, place);
}

async function setUpSlot(parts: SetUpParts, place: Parameters<SetUp>[0]): ReturnType<SetUp> {
  const { gate, paths, limits, clock, random, baseEnv } = parts;
  const plan = await planSetup({
    names: await lsTree(gate, place.commit),
    read: (path) => readBlob(gate, place.commit, path),
    override: parts.override,
  });
  if (plan.commands.length === 0) return { kind: 'done' };
  const keyFile = join(paths.worktrees, `${place.agent}.setup`);
  const isReady = place.reused && (await readTextIfPresent(keyFile)) === plan.key;
  if (isReady) return { kind: 'done' };
  // A set-up that ends half-way leaves neither the old state nor the new.
  await removeTree(keyFile);
  const outcome = await effect('setup.run', () =>
    runSetup({
      commands: plan.commands,
      cwd: place.worktree,
      env: agentEnvironment(baseEnv, {}),
      timeLimitMs: limits.setupDurationMsMax,
      outputFile: join(paths.logs, `${place.agent}.setup.log`),
      clock,
      random,
      signal: place.signal,
      runningDir: runningDirOf(paths.stateDir),
    }),
  );
  if (outcome.kind === 'done') await writeFileAtomic(keyFile, plan.key);
  return outcome;
}
