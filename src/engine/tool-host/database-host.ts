import { join } from 'node:path';
import { openFeatureDoor } from '../control/feature-door.ts';
import { openKnowledge } from '../knowledge/index.ts';
import { limitsOf } from '../model/limits.ts';
import { openProjectModels } from '../open-project-models.ts';
import { systemClock } from '../platform/clock.ts';
import { systemRandom } from '../platform/random.ts';
import type { Project } from '../project.ts';
import { openQueue } from '../queue/index.ts';
import { runningDirOf } from '../testing/index.ts';
import { callerOf } from './callers.ts';
import { databaseWork } from './database-work.ts';
import { createToolTests } from './tool-tests.ts';
import type { ToolHost } from './tool-host.ts';
import type { CallerFinding } from './tool-server.ts';

/** The parts, with whose token it is. */
export interface DatabaseHost extends ToolHost {
  callerOf(token: string): CallerFinding;
}

/** The parts that tools call while no engine runs, straight on the database. */
export async function databaseHost(
  project: Project,
  baseEnv: NodeJS.ProcessEnv,
): Promise<DatabaseHost> {
  const queue = openQueue(
    project.db,
    () => systemClock.now(),
    () => undefined,
  );
  const work = databaseWork(queue, {
    projectDir: project.paths.projectDir,
    actions: openFeatureDoor(null, queue),
  });
  const { stateDir } = project.paths;
  const tests = createToolTests({
    placeOf: work.placeOf,
    test: project.config.test,
    limits: limitsOf(project.config.limits),
    baseEnv,
    clock: systemClock,
    random: systemRandom,
    // Not the engine's, which empties its own at its start.
    scratchDir: join(stateDir, 'tool-runs-alone'),
    runningDir: runningDirOf(stateDir),
  });
  return {
    project: project.name,
    queue,
    knowledge: openKnowledge(project.db, () => systemClock.now()),
    models: await openProjectModels(project),
    work,
    tests,
    callerOf: (token) => callerOf(queue, token),
  };
}
