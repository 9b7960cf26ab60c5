import type { Context } from '../../context.ts';
import type { KeptRef } from '../../gatekeeper/index.ts';
import type { CandidateState } from '../../model/candidate.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { KnownFeature, RecordEvent } from '../../queue/index.ts';
import { keyOf } from './compare.ts';
import type { Past } from './read-past.ts';

/** How much was made again, for the sentence that a person reads. */
export interface RestoredCounts {
  readonly features: number;
  readonly merges: number;
  readonly unmerged: number;
  /** Attempts that no row told of. */
  readonly attempts: number;
}

/** What the functions of one transaction share. */
interface Restore {
  readonly context: Context;
  readonly past: Past;
  readonly record: RecordEvent;
  /** By keys: a project may have 100,000 of them. */
  readonly landed: Landed;
}

/** What main gained, to be asked for by the candidate and by the verdict. */
interface Landed {
  /** The head of each merged candidate as `feature head`. */
  readonly heads: ReadonlySet<string>;
  /** The merge commit of each verdict, by its name. */
  readonly commits: ReadonlyMap<string, string>;
}

const lostText =
  'its text was lost with the database: write it again (e), then retry it; its work is kept';

/** Makes the rows agree with gate.git, all in one transaction; a second time changes nothing. */
export function restoreRows(context: Context, past: Past): RestoredCounts {
  return context.queue.journal.write((record) => {
    const restore = { context, past, record, landed: landedOf(past) };
    const features = makeFeatures(restore);
    const attempts = raiseEpochs(restore);
    restoreCheckpoints(restore);
    const unmerged = undoMerges(restore);
    const merges = restoreMerges(restore);
    restoreCandidates(restore);
    return { features, merges, unmerged, attempts };
  });
}

function landedOf({ merges }: Past): Landed {
  return {
    heads: new Set(merges.map(({ featureId, head }) => headKey(featureId, head))),
    commits: new Map(merges.map(({ verdict, commit }) => [verdict, commit])),
  };
}

function tell({ record }: Restore, featureId: number, what: string): void {
  record({ type: 'fault:recovered', featureId, facts: { what } });
}

function makeFeatures(restore: Restore): number {
  const { context, past } = restore;
  for (const [id, name] of past.names) {
    context.queue.restoring.makeFeature({ id, name, reason: lostText });
    tell(restore, id, 'the feature was made again from its commits');
  }
  return past.names.size;
}

/** No epoch is ever given out twice: a late result of the lost attempt would count for the new one. */
function raiseEpochs(restore: Restore): number {
  const { context, past } = restore;
  const { restoring, known } = context.queue;
  const openSessions = sessionsOf(context);
  let raised = 0;
  for (const [id, epoch] of past.epochs) {
    const feature = past.features.get(id);
    const isNewer = epoch > (feature?.epoch ?? 0);
    const isOrphan =
      feature?.state === 'in_progress' &&
      feature.epoch === epoch &&
      !openSessions.has(attemptKey(id, epoch));
    if (!isNewer && !isOrphan) continue;
    const work = past.newest.get(id);
    if (work !== undefined && feature?.state !== 'cancelled') {
      if (isNewer) restoring.goOnFrom(id, work.commit);
      else if (!isKnown(restore, work)) restoring.keepHead(id, work.commit);
    }
    if (!isNewer) continue;
    raised += 1;
    restoring.raiseEpoch(id, epoch);
    if (known.attemptIsOpen(id, epoch) === undefined) {
      restoring.addAttempt(id, epoch, 'not-charged');
    }
    if (feature !== undefined) tell(restore, id, `attempt ${String(epoch)} was found in gate.git`);
  }
  return raised;
}

/** Whether the rows had this work before. */
function isKnown({ past }: Restore, work: KeptRef): boolean {
  const { checkpoints, candidates } = past.differences;
  return ![...checkpoints, ...candidates].includes(work);
}

function restoreCheckpoints(restore: Restore): void {
  const { context, past } = restore;
  const { restoring } = context.queue;
  for (const row of past.checkpoints) restoring.putCheckpoint(row);
  for (const key of past.differences.goneCheckpoints) {
    const [id = 0, epoch = 0, number = 0] = key.split('/').map(Number);
    restoring.removeCheckpoint(id, epoch, number);
    const what = `checkpoint ${String(number)} of attempt ${String(epoch)} is not in gate.git any more`;
    tell(restore, id, what);
  }
}

function undoMerges(restore: Restore): number {
  const { context, past, record } = restore;
  const { restoring } = context.queue;
  const again = new Set(past.merges.map(({ featureId }) => featureId));
  const lost = past.unmerged.filter(({ id }) => !again.has(id));
  for (const { id, commit, epoch } of past.unmerged) {
    restoring.dropLanding(commit);
    if (again.has(id)) continue;
    restoring.markUnmerged(id, past.newest.get(id)?.commit ?? null);
    restoring.setCandidate(id, epoch, 'superseded');
    const reason = 'verified main does not contain it';
    const retryAt = context.clock.now();
    record({ type: 'feature:requeued', featureId: id, facts: { reason, retryAt, charged: false } });
  }
  return lost.length;
}

function restoreMerges({ context, past, record }: Restore): number {
  const { queue } = context;
  const { restoring } = queue;
  // An open intent to land is settled by what main contains right after this.
  const intended = new Set(queue.landings.open().map(({ newMain }) => newMain));
  let count = 0;
  for (const merge of past.merges) {
    const { featureId, epoch, commit, before, verdict, tree, gateHash } = merge;
    const feature = past.features.get(featureId);
    const isRight = feature?.state === 'merged' && feature.mergedAs === commit;
    if (intended.has(commit) || isRight) continue;
    restoring.markMerged(featureId, epoch, commit);
    restoring.addAttempt(featureId, epoch, 'merged');
    restoring.setCandidate(featureId, epoch, 'landed');
    const landing = { verdict, tree, gateHash, oldMain: before, newMain: commit };
    restoring.addLanding({ candidateId: null, ...landing });
    record({ type: 'feature:merged', featureId, facts: { commit, epoch } });
    count += 1;
  }
  return count;
}

function restoreCandidates(restore: Restore): void {
  const { context, past } = restore;
  const { queue } = context;
  const openSessions = sessionsOf(context);
  const judged = new Map(
    past.verdicts.map((verdict) => [
      `${attemptKey(verdict.featureId, verdict.epoch)} ${verdict.evidence.candidateHead}`,
      verdict,
    ]),
  );
  const taken = queue.known.candidateIds();
  for (const ref of past.differences.candidates) {
    const { featureId, epoch, commit: head } = ref;
    // Its session is recovered later, and hands the work in itself where that is right.
    if (openSessions.has(attemptKey(featureId, epoch))) continue;
    const verdict = judged.get(`${keyOf(ref)} ${head}`);
    const feature = past.features.get(featureId);
    const state = candidateState(restore, { ref, verdict, feature });
    const id = verdict === undefined || taken.has(verdict.candidateId) ? null : verdict.candidateId;
    const agent = feature?.lastAgent ?? '';
    queue.restoring.addCandidate({ id, featureId, epoch, agent, head, state });
    if (verdict !== undefined) noteVerdict(restore, verdict, id);
    if (state === 'queued') queue.restoring.verifyAgain(featureId, epoch, head);
    const isLast = past.epochs.get(featureId) === epoch;
    const reason = verdict?.reasons[0];
    if (state !== 'landed' && isLast && reason !== undefined) {
      queue.restoring.setLastError(featureId, reason);
    }
  }
}

function noteVerdict({ context, landed }: Restore, verdict: Verdict, id: number | null): void {
  if (id === null) return;
  context.queue.candidates.addVerdict(verdict, landed.commits.get(verdict.id) ?? null);
}

/** Where a candidate is on its way to main, as far as refs and verdicts tell. */
function candidateState(
  { context, past, landed }: Restore,
  given: {
    readonly ref: KeptRef;
    readonly verdict: Verdict | undefined;
    readonly feature: KnownFeature | undefined;
  },
): CandidateState {
  const { ref, verdict, feature } = given;
  const { featureId, epoch, commit } = ref;
  if (landed.heads.has(headKey(featureId, commit))) return 'landed';
  if (verdict?.outcome === 'rejected' || verdict?.outcome === 'conflicted') return verdict.outcome;
  const now = context.queue.known.features([featureId]).get(featureId);
  if (now === undefined || now.state === 'merged') return 'superseded';
  if (now.state === 'cancelled' || now.state === 'blocked') return 'superseded';
  if (Math.max(now.epoch, past.epochs.get(featureId) ?? 0) !== epoch) return 'superseded';
  // An attempt that the rows knew to be over was sent back: only one that they had lost, or had open, is judged now.
  const wasLost = epoch > (feature?.epoch ?? 0);
  const isOpen = context.queue.known.attemptIsOpen(featureId, epoch) === true;
  return wasLost || isOpen ? 'queued' : 'superseded';
}

function sessionsOf({ queue }: Context): ReadonlySet<string> {
  return new Set(queue.sessions.open().map(({ featureId, epoch }) => attemptKey(featureId, epoch)));
}

function attemptKey(featureId: number, epoch: number): string {
  return `${String(featureId)}/${String(epoch)}`;
}

function headKey(featureId: number, head: string): string {
  return `${String(featureId)} ${head}`;
}
