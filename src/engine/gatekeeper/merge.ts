import { commitTree, mergeBase, mergeTree, newestTime, readBlob, treeOf } from '../git/index.ts';
import type { Git } from '../git/index.ts';
import type { ConflictSide } from '../model/verdict.ts';
import { conflictExcerpt } from './conflict.ts';

/** What merging came to, before anything is committed. */
export type MergePlan =
  | { readonly kind: 'clean'; readonly tree: string }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'unrelated' }
  | { readonly kind: 'conflict'; readonly files: readonly ConflictSide[] };

const conflictFilesMax = 50;

/** Merges a commit onto main without a checkout. */
export async function planMerge(gate: Git, base: string, head: string): Promise<MergePlan> {
  if ((await mergeBase(gate, base, head)) === null) return { kind: 'unrelated' };
  const merged = await mergeTree(gate, base, head);
  if (merged.kind === 'clean') {
    const isUnchanged = merged.tree === (await treeOf(gate, base));
    return isUnchanged ? { kind: 'unchanged' } : merged;
  }
  const files: ConflictSide[] = [];
  for (const path of merged.files.slice(0, conflictFilesMax)) {
    const excerpt = conflictExcerpt({
      merged: (await readBlob(gate, merged.tree, path)) ?? null,
      main: (await readBlob(gate, base, path)) ?? null,
      feature: (await readBlob(gate, head, path)) ?? null,
    });
    files.push({ path, excerpt });
  }
  return { kind: 'conflict', files };
}

/** Who a merge commit is for, told in its subject and trailers. */
export interface MergeLabel {
  readonly subject: string;
  readonly trailers: readonly (readonly [string, string])[];
}

/**
 * Commits a merged tree on top of main. Identity is fixed and the date is that of the newer parent, so that the same
 * merge has the same id whenever and how often it is made.
 */
export async function commitMerge(
  gate: Git,
  merge: { readonly base: string; readonly head: string; readonly tree: string },
  label: MergeLabel,
): Promise<string> {
  const { base, head, tree } = merge;
  const date = await newestTime(gate, [base, head]);
  const trailers = label.trailers.map(([name, value]) => `${name}: ${value}`).join('\n');
  const message = `${oneLine(label.subject)}\n\n${trailers}\n`;
  return commitTree(gate, { tree, parents: [base, head], message, date });
}

/** A name comes from people and agents: it must not end the subject and begin trailers of its own. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}
