import type { Context } from '../../context.ts';
import type { CommitRecord, KeptRef } from '../../gatekeeper/index.ts';
import type { Checkpoint } from '../../model/checkpoint.ts';
import { fixedLimits } from '../../model/limits.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { KnownFeature, KnownMerge } from '../../queue/index.ts';
import {
  compare,
  highestEpochs,
  keyOf,
  newestWork,
  ownMerges,
  type Differences,
  type OwnMerge,
} from './compare.ts';

/** Everything that gate.git tells and the rows do not, read before anything is changed. */
export interface Past {
  readonly differences: Differences;
  /** Rows to be made. */
  readonly checkpoints: readonly Checkpoint[];
  /** What main gained that the rows may not know of. */
  readonly merges: readonly OwnMerge[];
  /** What the rows call merged and main does not contain. */
  readonly unmerged: readonly KnownMerge[];
  readonly features: ReadonlyMap<number, KnownFeature>;
  readonly epochs: ReadonlyMap<number, number>;
  readonly newest: ReadonlyMap<number, KeptRef>;
  /** Names of features of which no row tells. */
  readonly names: ReadonlyMap<number, string>;
  readonly verdicts: readonly Verdict[];
}

/** Reads what gate.git keeps and finds what the rows lack of it. Little is read when they lack nothing. */
export async function readPast({ gatekeeper, queue }: Context): Promise<Past> {
  const { records } = gatekeeper;
  const { known } = queue;
  const refs = await records.refs();
  const landing = known.newestLanding();
  const isAhead = landing !== undefined && !(await records.isOnMain(landing));
  const hasCandidates = refs.some(({ kind }) => kind === 'candidate');
  const since = landing === undefined || isAhead ? null : landing;
  const merges = hasCandidates ? ownMerges(await records.mergesSince(since), refs) : [];
  const suspects = isAhead ? known.merges() : known.mergesWithoutLanding();
  const mains = suspects.length === 0 ? new Set<string>() : await records.mains();
  const differences = compare(refs, known);
  const epochs = highestEpochs(refs);
  const features = known.features([...epochs.keys()]);
  const lost = [...epochs.keys()].filter((id) => !features.has(id));
  return {
    differences,
    merges,
    epochs,
    features,
    unmerged: suspects.filter(({ commit }) => !mains.has(commit)),
    newest: newestWork(refs),
    checkpoints: await checkpointRows(records, differences.checkpoints, refs),
    names: await lostNames(records, lost, { refs, merges }),
    verdicts: differences.candidates.length === 0 ? [] : await records.verdicts(),
  };
}

type Records = Context['gatekeeper']['records'];

async function checkpointRows(
  records: Records,
  missing: readonly KeptRef[],
  refs: readonly KeptRef[],
): Promise<Checkpoint[]> {
  if (missing.length === 0) return [];
  const commitOf = new Map(refs.map((ref) => [keyOf(ref), ref.commit]));
  const before = (ref: KeptRef) => commitOf.get(keyOf({ ...ref, number: ref.number - 1 }));
  const asked = missing.flatMap((ref) => [ref.commit, before(ref) ?? []]).flat();
  const facts = await records.commits([...new Set(asked)]);
  const rows = missing.flatMap((ref) => {
    const fact = facts.get(ref.commit);
    if (fact === undefined) return [];
    // The engine tries a number for an untouched tree and then gives it no row; nor does this.
    if (facts.get(before(ref) ?? '')?.tree === fact.tree) return [];
    return [checkpointOf(ref, fact)];
  });
  const newest = rows.sort((a, b) => b.createdAt - a.createdAt);
  return Promise.all(
    newest.map(async (row, index) =>
      index < fixedLimits.checkpointsCountedMax
        ? { ...row, ...(await records.counts(row.commit)) }
        : row,
    ),
  );
}

const submitted = 'submitted: ';

function checkpointOf(
  { featureId, epoch, number, commit }: KeptRef,
  { tree, at, subject }: CommitRecord,
): Checkpoint {
  return {
    featureId,
    epoch,
    number,
    commit,
    tree,
    reason: subject.startsWith(submitted) ? 'submit' : 'recovery',
    message: subject,
    createdAt: at,
    changedFiles: 0,
    insertions: 0,
    deletions: 0,
  };
}

/** A merge says its feature's name, and so does the checkpoint of what was handed in. */
async function lostNames(
  records: Records,
  lost: readonly number[],
  given: { readonly refs: readonly KeptRef[]; readonly merges: readonly OwnMerge[] },
): Promise<ReadonlyMap<number, string>> {
  const names = new Map(lost.map((id) => [id, `feature ${String(id)}`]));
  if (lost.length === 0) return names;
  const ofLost = given.refs.filter(
    ({ kind, featureId }) => kind === 'checkpoint' && names.has(featureId),
  );
  const facts = await records.commits(ofLost.map(({ commit }) => commit));
  for (const { featureId, commit } of ofLost) {
    const subject = facts.get(commit)?.subject ?? '';
    if (subject.startsWith(submitted)) names.set(featureId, subject.slice(submitted.length));
  }
  for (const { featureId, subject } of given.merges) {
    const name = /^Merge feature #\d+: (.+)$/.exec(subject)?.[1];
    if (name !== undefined && names.has(featureId)) names.set(featureId, name);
  }
  return names;
}
