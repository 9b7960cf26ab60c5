import type { SlotStart } from '../../src/engine/worktrees/index.ts';

/** A slot's work tree, which agents write and which outlives every engine. */
export interface SlotTree {
  readonly agent: string;
  files: Map<string, string>;
  /** The agent's HEAD. */
  head: string;
  /** What the engine recorded that it is being filled with. */
  start: SlotStart | null;
  /** Whether a checkpoint or a submission need not have everything that is in it. */
  isFresh: boolean;
}
