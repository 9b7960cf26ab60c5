export { openGit, requireGit, gitVersion } from './git.ts';
export type { Git, GitOptions, GitResult } from './git.ts';
export { inspectProject, checkouts, checkoutState, listFiles } from './person.ts';
export type { PersonRepository, Checkout, CheckoutState } from './person.ts';
export { changedFiles } from './changed-files.ts';
export { mergeTree } from './merge-tree.ts';
export type { MergeOutcome } from './merge-tree.ts';
export { importCommit, publish } from './transfer.ts';
export type { ImportOutcome } from './transfer.ts';
export {
  changedPaths,
  commitTree,
  countFirstParent,
  deleteRef,
  diffNumstat,
  isAncestor,
  lsTree,
  mergeBase,
  newestTime,
  readBlob,
  resolve,
  setRef,
  treeOf,
  updateRef,
} from './plumbing.ts';
