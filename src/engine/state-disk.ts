import { join } from 'node:path';
import { tidyLogs } from './agents/tidy-logs.ts';
import { keepReserve } from './db/index.ts';
import type { DiskSpace } from './model/disk.ts';
import { bytesUnder, spaceUnder } from './platform/disk-space.ts';
import type { ProjectPaths } from './project.ts';

/** The disk under the state of a project, and what of it is ours. */
export interface StateDisk {
  space(): DiskSpace;
  /** Makes the reserve again where it was given up. */
  keepReserve(): void;
  /** What a slot's work tree takes; null when that could not be found out in time. */
  bytesOfSlot(agent: string): Promise<number | null>;
  /** Brings the logs of ended sessions within their limit. */
  tidyLogs(facts: Parameters<typeof tidyLogs>[1]): ReturnType<typeof tidyLogs>;
}

/** Opens the disk under a project's state. */
export function openStateDisk(paths: ProjectPaths): StateDisk {
  return {
    space: () => spaceUnder(paths.stateDir),
    keepReserve: () => {
      keepReserve(paths.database);
    },
    bytesOfSlot: (agent) => bytesUnder(join(paths.worktrees, agent)),
    tidyLogs: (facts) => tidyLogs(paths.logs, facts),
  };
}
