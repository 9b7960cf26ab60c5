import { join } from 'node:path';
import { isAncestor, resolve, treeOf, updateRef } from '../git/index.ts';
import type { Git } from '../git/index.ts';
import type { Verdict } from '../model/verdict.ts';
import { effect, effectNow } from '../platform/effect.ts';
import { gateMain, verifiedMain } from '../worktrees/repositories.ts';
import type { Repositories } from '../worktrees/repositories.ts';
import { mirrorMain } from './mirror.ts';

/** What main is about to become; written down before it does. */
export interface LandingIntent {
  readonly oldMain: string;
  readonly newMain: string;
  readonly tree: string;
  readonly gateHash: string;
}

/** One landing: `intent` and `done` write the caller's rows around the one step that counts. */
export interface LandInput {
  readonly verdict: Verdict;
  readonly intent: (landing: LandingIntent) => void;
  readonly done: () => void;
}

/** What landing came to. `alarm` is a sentence for the person when the mirror in their repository is not ours. */
export type LandResult =
  | { readonly kind: 'landed'; readonly commit: string; readonly alarm: string | null }
  | { readonly kind: 'moved'; readonly main: string };

/**
 * Moves verified main to the tree that passed: intent, compare-and-swap, done, mirror. A crash between any two of
 * them is settled by `finishLanding`, for which only what main contains counts. After `done` nothing throws any more.
 */
export async function land(repositories: Repositories, input: LandInput): Promise<LandResult> {
  const { gate } = repositories;
  const { verdict } = input;
  const { merge, base } = verdict.evidence;
  if (verdict.outcome !== 'verified' || merge.kind !== 'clean') {
    throw new Error(`verdict ${verdict.id} is ${verdict.outcome}: it cannot land`);
  }
  if ((await treeOf(gate, merge.commit)) !== merge.tree) {
    throw new Error(`commit ${merge.commit} does not hold the tree of verdict ${verdict.id}`);
  }
  const before = await verifiedMain(repositories);
  if (before !== base) return { kind: 'moved', main: before };
  const { commit, tree } = merge;
  const gateHash = verdict.gateHash;
  effectNow('land.intent', () => {
    input.intent({ oldMain: base, newMain: commit, tree, gateHash });
  });
  await syncObjects(gate, { from: base, to: commit });
  const move = { to: commit, from: base, durable: true };
  if (!(await effect('land.ref', () => updateRef(gate, gateMain, move)))) {
    return { kind: 'moved', main: await verifiedMain(repositories) };
  }
  effectNow('land.row', input.done);
  return { kind: 'landed', commit, alarm: await mirrorMain(repositories, commit) };
}

/** Settles an intent that a crash left open: `done` when main has it, else `dropped`. */
export async function finishLanding(
  repositories: Repositories,
  intent: Pick<LandingIntent, 'newMain'>,
): Promise<'done' | 'dropped'> {
  const { gate } = repositories;
  const main = await verifiedMain(repositories);
  if ((await resolve(gate, intent.newMain)) === null) return 'dropped';
  if (!(await isAncestor(gate, intent.newMain, main))) return 'dropped';
  await mirrorMain(repositories, main);
  return 'done';
}

/**
 * Writes what a landing brings as one pack and waits for the disk. Git waits for refs but not for single objects, so
 * that after a power cut main could name a commit that is not there.
 */
async function syncObjects(gate: Git, range: { from: string; to: string }): Promise<void> {
  await gate.run(['pack-objects', '--revs', '--quiet', join(gate.dir, 'objects/pack/pack')], {
    stdin: `${range.to}\n^${range.from}\n`,
    settings: ['core.fsync=all'],
    okExitCodes: [0],
  });
}
