import type { KeptRef, MergeRecord } from '../../gatekeeper/index.ts';
import type { KnownRows } from '../../queue/index.ts';

/** What gate.git has and the rows have not, and the other way round. */
export interface Differences {
  /** Without a row, or with one that names another commit. */
  readonly checkpoints: readonly KeptRef[];
  readonly candidates: readonly KeptRef[];
  /** Rows of checkpoints whose ref is gone, as `feature/epoch/number`. */
  readonly goneCheckpoints: readonly string[];
}

/** The name of an attempt's work in rows and refs. */
export function keyOf(ref: Pick<KeptRef, 'featureId' | 'epoch' | 'number' | 'kind'>): string {
  const attempt = `${String(ref.featureId)}/${String(ref.epoch)}`;
  return ref.kind === 'candidate' ? attempt : `${attempt}/${String(ref.number)}`;
}

/** Compares refs with rows. */
export function compare(refs: readonly KeptRef[], known: KnownRows): Differences {
  const rows = known.checkpoints();
  const candidates = known.candidates();
  const isCheckpoint = (ref: KeptRef) => ref.kind === 'checkpoint';
  // The number after the last is tried for a tree that then proves untouched: it gets no row, and that is no loss.
  const wasTried = (ref: KeptRef) =>
    rows.has(keyOf({ ...ref, number: ref.number - 1 })) &&
    !rows.has(keyOf(ref)) &&
    known.attemptIsOpen(ref.featureId, ref.epoch) === false;
  const checkpoints = refs.filter(
    (ref) => isCheckpoint(ref) && rows.get(keyOf(ref)) !== ref.commit && !wasTried(ref),
  );
  const present = new Set(refs.filter(isCheckpoint).map(keyOf));
  return {
    checkpoints,
    candidates: refs.filter((ref) => !isCheckpoint(ref) && !candidates.has(keyOf(ref))),
    goneCheckpoints: [...rows.keys()].filter((key) => !present.has(key)),
  };
}

/** The highest epoch of each feature that any ref names. */
export function highestEpochs(refs: readonly KeptRef[]): ReadonlyMap<number, number> {
  const highest = new Map<number, number>();
  for (const { featureId, epoch } of refs) {
    highest.set(featureId, Math.max(epoch, highest.get(featureId) ?? 0));
  }
  return highest;
}

/** The newest work of each feature: what it handed in last, or a later checkpoint. */
export function newestWork(refs: readonly KeptRef[]): ReadonlyMap<number, KeptRef> {
  const newest = new Map<number, KeptRef>();
  const rank = ({ epoch, number, kind }: KeptRef) =>
    [epoch, kind === 'candidate' ? Number.MAX_SAFE_INTEGER : number] as const;
  for (const ref of refs) {
    const other = newest.get(ref.featureId);
    if (other !== undefined) {
      const [epoch, place] = rank(ref);
      const [otherEpoch, otherPlace] = rank(other);
      if (epoch < otherEpoch || (epoch === otherEpoch && place < otherPlace)) continue;
    }
    newest.set(ref.featureId, ref);
  }
  return newest;
}

/** A merge of a feature of this project, with the attempt that made it. */
export type OwnMerge = MergeRecord & { readonly epoch: number };

/**
 * The merges of candidates that gate.git itself has. Others bear the same trailers: those of another clone whose main
 * came here, and those of a state that was thrown away.
 */
export function ownMerges(merges: readonly MergeRecord[], refs: readonly KeptRef[]): OwnMerge[] {
  const epochs = new Map<string, number>();
  for (const { kind, featureId, epoch, commit } of refs) {
    if (kind !== 'candidate') continue;
    const key = `${String(featureId)} ${commit}`;
    epochs.set(key, Math.max(epoch, epochs.get(key) ?? 0));
  }
  return merges.flatMap((merge) => {
    const epoch = epochs.get(`${String(merge.featureId)} ${merge.head}`);
    return epoch === undefined ? [] : [{ ...merge, epoch }];
  });
}
