import { lstat } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the parts of one slot are. */
export interface SlotPaths {
  readonly agent: string;
  /** The work tree that the agent lives in. */
  readonly slot: string;
  /** The slot's own directory in work.git: HEAD, index and what git keeps for one worktree. */
  readonly admin: string;
  /** The engine's index for the slot, kept between calls because it remembers which files are unchanged. */
  readonly indexFile: string;
  /** What had to be moved out of the slot because it is in no commit. */
  readonly kept: string;
}

/** The paths of a slot; the agent's name becomes file and ref names, so it must be plain. */
export function slotPaths(stateDir: string, workDir: string, agent: string): SlotPaths {
  if (!/^[a-z0-9][a-z0-9-]{0,63}$/.test(agent)) throw new Error(`not a slot name: ${agent}`);
  return {
    agent,
    slot: join(stateDir, 'worktrees', agent),
    admin: join(workDir, 'worktrees', agent),
    indexFile: join(stateDir, 'gate', 'index', agent),
    kept: join(stateDir, 'kept'),
  };
}

/** Whether something is at a path, be it a broken link. */
export async function isPresent(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
