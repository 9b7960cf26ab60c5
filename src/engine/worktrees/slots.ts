import { createHash } from 'node:crypto';
import type { Git } from '../git/git.ts';
import { mergeBase, rawChanges, treeOf } from '../git/plumbing.ts';
import type { Clock } from '../platform/clock.ts';
import { TurnLimit } from '../git/turn-limit.ts';
import { onDisk, removeTree } from '../platform/files.ts';
import { makeCheckpoint, makeSubmission } from './checkpoint.ts';
import type { CheckpointMade, Submission } from './checkpoint.ts';
import { SlotFiles } from './files.ts';
import { slotBranch, type SlotBranch } from './slot-branch.ts';
import { isPresent, slotPaths } from './paths.ts';
import type { SlotPaths } from './paths.ts';
import { prepareSlot } from './prepare.ts';
import { mendWork, verifiedMain, type Repositories } from './repositories.ts';
import { planStart, recordedStart, startOf } from './start.ts';
import type { SlotStart } from './start.ts';
import { importAgentHead } from './agent-head.ts';

/** What one commit changes against main: the paths, and a fingerprint that is the same for the same change (null: nothing). */
export interface Change {
  readonly print: string | null;
  readonly paths: readonly string[];
}

/** The slots of one project: filling, keeping, handing in and restoring the work trees that agents live in. */
export interface Worktrees {
  /** The newest verified commit. */
  main(): Promise<string>;
  treeOf(commit: string): Promise<string>;
  /** Null when the commit has nothing in common with main. */
  changeOf(commit: string): Promise<Change | null>;
  /** Decides what an attempt starts from: main, or the previous head with main merged in, cleanly or with conflicts. */
  planStart(input: { previousHead: string | null; main: string }): Promise<SlotStart>;
  /** What a slot was last filled with; null when nothing is recorded. */
  startOf(agent: string): Promise<SlotStart | null>;
  /** The attempt whose branch a slot is on; null when it is on none of ours, or was never filled. */
  branchOf(agent: string): Promise<SlotBranch | null>;
  /** Fills a slot. What it held must be in a checkpoint already; ignored files stay. */
  prepare(input: {
    agent: string;
    /** A branch name, with or without `refs/heads/`. */
    branch: string;
    start: SlotStart;
  }): Promise<{ path: string; reused: boolean }>;
  /** Keeps the whole work tree, untracked files too, under a ref in gate.git; the agent's index and HEAD stay. */
  checkpoint(input: {
    agent: string;
    ref: string;
    message: string;
    /** New files that are larger are left out, and named among the problems. */
    fileBytesMax?: number | undefined;
  }): Promise<CheckpointMade>;
  /**
   * Removes what the last checkpoint of a slot does not have, ignored files too. Repositories inside the slot stay, if they
   * are not ignored.
   */
  empty(input: { agent: string }): Promise<void>;
  /** Fixes what the agent hands in as one commit under a ref in gate.git. */
  submission(input: {
    agent: string;
    start: SlotStart;
    /** The tree that means "nothing was done"; by default the one that the attempt began with. */
    against?: string;
    message: string;
    ref: string;
  }): Promise<Submission>;
  /** Makes the files exactly those of a commit; later files go, ignored files and the agent's index and HEAD stay. */
  restore(input: { agent: string; commit: string }): Promise<void>;
}

/** Makes the slots of a project; calls on one slot take turns, slots go on side by side. */
export function createWorktrees(input: {
  repositories: Repositories;
  stateDir: string;
  clock: Clock;
}): Worktrees {
  const { repositories, stateDir, clock } = input;
  const { gate, work } = repositories;
  const inTurn = takeTurns();
  const pathsOf = (agent: string) => slotPaths(stateDir, work.dir, agent);
  return {
    main: () => verifiedMain(repositories),
    treeOf: (commit) => treeOf(gate, commit),
    changeOf: (commit) => onDisk(() => changeOf(repositories, commit)),
    planStart: (asked) => planStart(gate, asked),
    startOf: (agent) => startOf(gate, agent),
    branchOf: (agent) => slotBranch(pathsOf(agent)),
    prepare: ({ agent, branch, start }) =>
      inTurn(agent, async () => {
        const paths = pathsOf(agent);
        const ref = branch.startsWith('refs/heads/') ? branch : `refs/heads/${branch}`;
        // One at a time over all slots: git reads neighbours' half-written directories otherwise.
        const reused = await inTurn('', async () => {
          await mendWork(repositories);
          return prepareSlot({ repositories, paths, ref, start });
        });
        return { path: paths.slot, reused };
      }),
    checkpoint: (asked) =>
      inTurn(asked.agent, () =>
        makeCheckpoint({ ...asked, repositories, paths: pathsOf(asked.agent), date: clock.now() }),
      ),
    empty: ({ agent }) => inTurn(agent, () => emptySlot(gate, pathsOf(agent))),
    submission: (asked) =>
      inTurn(asked.agent, () =>
        makeSubmission({ ...asked, repositories, paths: pathsOf(asked.agent), date: clock.now() }),
      ),
    restore: ({ agent, commit }) =>
      inTurn(agent, () => restoreFiles(repositories, pathsOf(agent), commit)),
  };
}

async function emptySlot(gate: Git, paths: SlotPaths): Promise<void> {
  if (!(await isPresent(paths.slot))) return;
  // What a set-up has installed goes too: the note that it was done must not outlive it.
  await removeTree(`${paths.slot}.setup`);
  await new SlotFiles(gate, paths).git(['clean', '-fdxq']);
}

async function restoreFiles(
  repositories: Repositories,
  paths: SlotPaths,
  commit: string,
): Promise<void> {
  const files = new SlotFiles(repositories.gate, paths);
  const start = await recordedStart(repositories.gate, paths.agent);
  const head = await importAgentHead(repositories, paths, start.commit);
  // First every present file enters the private index: what git knows of, it removes. Cleaning afterwards would go by
  // the restored .gitignore and delete files that are ignored only now.
  await files.snapshot({ commit: head.commit, tree: start.tree });
  await files.git(['clean', '-fdq']);
  await files.fill(await treeOf(repositories.gate, commit));
}

/** Measured from where the commit left main, so that what main gained meanwhile does not count as a change. */
async function changeOf({ gate }: Repositories, commit: string): Promise<Change | null> {
  const base = await mergeBase(gate, await verifiedMain({ gate }), commit);
  if (base === null) return null;
  const rows = await rawChanges(gate, base, commit);
  const paths = rows.filter((_, place) => place % 2 === 1);
  if (rows.length === 0) return { print: null, paths };
  return { print: createHash('sha256').update(rows.join('\0')).digest('hex'), paths };
}

function takeTurns() {
  const turns = new Map<string, TurnLimit>();
  return async <Value>(name: string, call: () => Promise<Value>): Promise<Value> => {
    const turn = turns.get(name) ?? new TurnLimit(1);
    turns.set(name, turn);
    const release = await turn.take();
    try {
      return await onDisk(call);
    } finally {
      release();
    }
  };
}
