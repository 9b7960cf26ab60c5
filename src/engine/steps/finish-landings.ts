import type { Context } from '../context.ts';
import type { Candidate } from '../model/candidate.ts';
import { effectNow } from '../platform/effect.ts';
import type { Landing } from '../queue/index.ts';
import { noteOutcome } from './note-outcome.ts';

/** Settles every open intent to land by what main contains, after a crash or a failure in the middle of a landing. */
export async function finishLandings(context: Context): Promise<void> {
  const { queue, gatekeeper, worktrees } = context;
  for (const landing of queue.landings.open()) {
    const { candidateId } = landing;
    const candidate = candidateId === null ? undefined : queue.candidates.find(candidateId);
    const state = await gatekeeper.finishLanding(landing);
    const change =
      state === 'done' && candidate !== undefined ? await worktrees.changeOf(candidate.head) : null;
    effectNow('landing.settle', () => {
      settle(context, landing, { state, candidate, files: change?.paths });
    });
  }
}

/** What became of a landing that a crash had cut short. */
interface Settled {
  readonly state: 'done' | 'dropped';
  readonly candidate: Candidate | undefined;
  readonly files: readonly string[] | undefined;
}

function settle(context: Context, landing: Landing, { state, candidate, files }: Settled): void {
  const { queue } = context;
  queue.journal.write((record) => {
    queue.landings.end(landing.id, state);
    const what = `landing ${landing.verdict} was ${state}`;
    record({ type: 'fault:recovered', featureId: candidate?.featureId ?? null, facts: { what } });
    if (candidate === undefined) return;
    if (state === 'done') {
      queue.candidates.setState(candidate.id, 'landed');
      queue.candidates.setMergedAs(landing.verdict, landing.newMain);
      const { featureId, epoch } = candidate;
      context.models.keepOutcome({ featureId, epoch, landed: true });
      queue.features.merge({ featureId, epoch, commit: landing.newMain }, record);
      noteOutcome(context, { featureId, outcome: 'landed', files });
    } else if (candidate.state !== 'landed') {
      queue.candidates.setState(candidate.id, 'queued');
    }
  });
}
