import type { Context } from '../context.ts';
import type { Candidate } from '../model/candidate.ts';
import type { Feature } from '../model/feature.ts';
import type { Verdict } from '../model/verdict.ts';
import { effectNow } from '../platform/effect.ts';
import { noteOutcome } from './note-outcome.ts';
import { retryDelayMs } from './retry-delay.ts';

/** A candidate whose verdict is there. */
export interface Judged {
  readonly candidate: Candidate;
  readonly feature: Feature;
  readonly verdict: Verdict;
}

/** Sends a candidate back to the queue with the evidence against it. */
export async function sendBack(
  context: Context,
  { candidate, feature, verdict }: Judged,
): Promise<void> {
  const { queue, gatekeeper, limits, random, feedback, worktrees } = context;
  const subjects = await gatekeeper.mainSubjects(verdict);
  const text = gatekeeper.feedback(verdict, feature, subjects);
  await feedback.write(feature.id, text);
  const change = await worktrees.changeOf(candidate.head);
  noteVerdict(context, verdict);
  const isConflict = verdict.outcome === 'conflicted';
  effectNow('requeue.tx', () => {
    queue.journal.write((record) => {
      queue.candidates.setState(candidate.id, isConflict ? 'conflicted' : 'rejected');
      // A clash with main says nothing of the model.
      if (!isConflict) context.models.keepOutcome({ ...candidate, landed: false });
      if (change !== null) queue.paths.record(feature.id, change.paths);
      const requeue = {
        featureId: feature.id,
        epoch: candidate.epoch,
        kind: isConflict ? 'conflict' : 'gate',
        reason: verdict.reasons[0] ?? verdict.outcome,
        error: errorOf(verdict),
        diffPrint: change?.print ?? null,
        delayMs: retryDelayMs(feature.attempts, limits, random),
        head: candidate.head,
        limits,
      } as const;
      queue.features.requeue(requeue, record);
      const outcome = isConflict ? 'conflicted' : 'rejected';
      noteOutcome(context, { featureId: feature.id, outcome, files: change?.paths, verdict });
    });
  });
}

/** What tells this rejection from another: every failing test with its message, else the reasons. */
function errorOf(verdict: Verdict): string {
  const failing = verdict.evidence.tests?.failing ?? [];
  if (failing.length === 0) return verdict.reasons.join('\n');
  return failing.map(({ name, message }) => `${name}: ${message ?? ''}`).join('\n');
}

/** Writes a verdict down and tells it. */
export function noteVerdict(context: Context, verdict: Verdict): void {
  const { queue } = context;
  const { tests } = verdict.evidence;
  const failing = tests?.failing[0];
  const place = failing?.file == null ? '' : ` ${failing.file}:${String(failing.line ?? 1)}`;
  const facts = {
    verdict: verdict.id,
    outcome: verdict.outcome,
    reasons: verdict.reasons,
    totals: tests?.totals ?? null,
    durationMs: verdict.finishedAt - verdict.startedAt,
    firstFailure: failing === undefined ? null : `${failing.name}${place}`,
  };
  effectNow('verdict.tx', () => {
    queue.journal.write((record) => {
      queue.candidates.addVerdict(verdict, null);
      record({ type: 'verdict:decided', featureId: verdict.featureId, facts });
    });
  });
}
