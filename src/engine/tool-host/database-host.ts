import { openFeatureDoor } from '../control/feature-door.ts';
import { systemClock } from '../platform/clock.ts';
import type { Project } from '../project.ts';
import { openQueue } from '../queue/index.ts';
import { callerOf } from './callers.ts';
import { databaseWork } from './database-work.ts';
import type { ToolHost } from './tool-host.ts';
import type { CallerFinding } from './tool-server.ts';

/** The parts, with whose token it is. */
export interface DatabaseHost extends ToolHost {
  callerOf(token: string): CallerFinding;
}

/** The parts that tools call while no engine runs, straight on the database. */
export function databaseHost(project: Project): DatabaseHost {
  const queue = openQueue(
    project.db,
    () => systemClock.now(),
    () => undefined,
  );
  const work = databaseWork(queue, {
    projectDir: project.paths.projectDir,
    actions: openFeatureDoor(null, queue),
  });
  const own = { callerOf: (token: string) => callerOf(queue, token) };
  return { project: project.name, queue, work, ...own } as DatabaseHost;
}
