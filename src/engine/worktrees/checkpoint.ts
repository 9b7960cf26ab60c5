import { commitTree, diffNumstat, isAncestor, setRef, synced, treeOf } from '../git/plumbing.ts';
import { effect } from '../platform/effect.ts';
import { importAgentHead } from './agent-head.ts';
import { SlotFiles } from './files.ts';
import type { SlotPaths } from './paths.ts';
import type { Repositories } from './repositories.ts';
import { recordedStart } from './start.ts';
import type { SlotStart } from './start.ts';

/** What a checkpoint kept; counts are against what the attempt started from. */
export interface CheckpointMade {
  readonly commit: string;
  readonly tree: string;
  /** The agent's own commit that it stands on. */
  readonly head: string;
  readonly changedFiles: number;
  readonly insertions: number;
  readonly deletions: number;
  /** What is changed against what the attempt started from. */
  readonly paths: readonly string[];
  /** Repositories inside the worktree: they are left where they are, but their files are not in the checkpoint. */
  readonly nested: readonly string[];
  /** What could not be taken, one sentence each. */
  readonly problems: readonly string[];
}

/** Keeps the whole work tree of a slot as a commit in gate.git, under a ref. */
export async function makeCheckpoint(input: {
  repositories: Repositories;
  paths: SlotPaths;
  ref: string;
  message: string;
  date: number;
  fileBytesMax?: number | undefined;
}): Promise<CheckpointMade> {
  const { repositories, paths } = input;
  const { gate } = repositories;
  const start = await recordedStart(gate, paths.agent);
  const head = await importAgentHead(repositories, paths, start.commit);
  const files = new SlotFiles(gate, paths);
  const { fileBytesMax } = input;
  const snapshot = await files.snapshot({ commit: head.commit, tree: start.tree, fileBytesMax });
  const commit = await commitTree(gate, {
    tree: snapshot.tree,
    parents: [head.commit],
    message: input.message,
    date: input.date,
  });
  await effect('checkpoint.ref', () => setRef(gate, input.ref, commit));
  const changed = await diffNumstat(gate, start.tree, snapshot.tree);
  return {
    commit,
    tree: snapshot.tree,
    head: head.commit,
    changedFiles: changed.files,
    insertions: changed.insertions,
    deletions: changed.deletions,
    paths: changed.paths,
    nested: snapshot.nested,
    problems: [...snapshot.problems, ...(head.problem === null ? [] : [head.problem])],
  };
}

/** What an agent hands in. */
export type Submission =
  | { readonly kind: 'unchanged' }
  | {
      readonly kind: 'changed';
      readonly head: string;
      readonly tree: string;
      readonly nested: readonly string[];
      readonly problems: readonly string[];
    };

/** Fixes what a slot holds as one commit: the agent's own where it has everything, else one of the engine on top. */
export async function makeSubmission(input: {
  repositories: Repositories;
  paths: SlotPaths;
  start: SlotStart;
  /** The tree that counts as "nothing was done"; by default the one that the attempt began with. */
  against?: string;
  ref: string;
  message: string;
  date: number;
}): Promise<Submission> {
  const { repositories, paths, start } = input;
  const { gate } = repositories;
  const own = await importAgentHead(repositories, paths, start.commit);
  const files = new SlotFiles(gate, paths, synced);
  const snapshot = await files.snapshot({ commit: own.commit, tree: start.tree });
  const { tree, nested } = snapshot;
  if (tree === (input.against ?? start.tree)) return { kind: 'unchanged' };
  const pending =
    start.pendingMain === null || (await isAncestor(gate, start.pendingMain, own.commit))
      ? []
      : [start.pendingMain];
  const isComplete = pending.length === 0 && (await treeOf(gate, own.commit)) === tree;
  const head = isComplete
    ? own.commit
    : await commitTree(gate, {
        tree,
        parents: [own.commit, ...pending],
        message: input.message,
        date: input.date,
      });
  await effect('submit.ref', () => setRef(gate, input.ref, head));
  const problems = [...snapshot.problems, ...(own.problem === null ? [] : [own.problem])];
  return { kind: 'changed', head, tree, nested, problems };
}
