export { openExistingRepositories, openRepositories, verifiedMain } from './repositories.ts';
export type { Repositories } from './repositories.ts';
export { createWorktrees } from './slots.ts';
export type { Change, Worktrees } from './slots.ts';
export type { CheckpointMade, Submission } from './checkpoint.ts';
export type { SlotStart } from './start.ts';
