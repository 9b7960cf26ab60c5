import type { Git } from '../git/git.ts';
import { mergeTree } from '../git/merge-tree.ts';
import { commitTree, isAncestor, newestTime, setRef, treeOf } from '../git/plumbing.ts';
import { verifiedMain } from './repositories.ts';

/** What a slot is filled with at the start of an attempt. */
export interface SlotStart {
  /** The commit that the agent's branch begins at. */
  readonly commit: string;
  /** Verified main as it was then. */
  readonly main: string;
  /** The files; not those of `commit` when there are conflicts: then they hold conflict markers. */
  readonly tree: string;
  readonly conflicts: readonly string[];
  /** The main that the agent is asked to merge; null when there is nothing to merge. */
  readonly pendingMain: string | null;
}

/** Decides what an attempt starts from; writes nothing but objects in gate.git. */
export async function planStart(
  gate: Git,
  input: { previousHead: string | null; main: string },
): Promise<SlotStart> {
  const { previousHead, main } = input;
  const plain = async (commit: string): Promise<SlotStart> => ({
    commit,
    main,
    tree: await treeOf(gate, commit),
    conflicts: [],
    pendingMain: null,
  });
  if (previousHead === null || (await isAncestor(gate, previousHead, main))) return plain(main);
  if (await isAncestor(gate, main, previousHead)) return plain(previousHead);
  const merged = await mergeTree(gate, previousHead, main);
  if (merged.kind === 'conflict') {
    const { tree, files } = merged;
    return { commit: previousHead, main, tree, conflicts: files, pendingMain: main };
  }
  // The newer of the two dates, so that the same two commits always give the same merge.
  const commit = await commitTree(gate, {
    tree: merged.tree,
    parents: [previousHead, main],
    message: 'Merge main',
    date: await newestTime(gate, [previousHead, main]),
  });
  return { commit, main, tree: merged.tree, conflicts: [], pendingMain: null };
}

const startRef = (agent: string, part: string) => `refs/agent-tui/starts/${agent}/${part}`;

/** Keeps in gate.git what a slot was filled with, for checkpoints and for the next run of the engine. */
export async function recordStart(gate: Git, agent: string, start: SlotStart): Promise<void> {
  await setRef(gate, startRef(agent, 'commit'), start.commit);
  await setRef(gate, startRef(agent, 'tree'), start.tree);
  await setRef(gate, startRef(agent, 'main'), start.main);
  // Nothing to merge is the same as main itself, which the start then contains.
  await setRef(gate, startRef(agent, 'pending'), start.pendingMain ?? start.commit);
}

/** What a slot was last filled with, for a session that goes on under another engine; null when nothing is recorded. */
export async function startOf(gate: Git, agent: string): Promise<SlotStart | null> {
  const parts = ['commit', 'main', 'tree', 'pending'].map((part) => startRef(agent, part));
  const found = await gate.run(['rev-parse', ...parts]);
  const [commit = '', main = '', tree = '', pending = ''] = found.stdout.trim().split('\n');
  if (found.exitCode !== 0) return null;
  const pendingMain = pending === commit ? null : pending;
  return { commit, main, tree, conflicts: [], pendingMain };
}

/** What a slot was last filled with; verified main when nothing is recorded. */
export async function recordedStart(
  gate: Git,
  agent: string,
): Promise<{ commit: string; tree: string }> {
  const found = await gate.run(['rev-parse', startRef(agent, 'commit'), startRef(agent, 'tree')]);
  const [commit, tree] = found.stdout.split('\n');
  if (found.exitCode === 0 && commit !== undefined && tree !== undefined) return { commit, tree };
  const main = await verifiedMain({ gate });
  return { commit: main, tree: await treeOf(gate, main) };
}
