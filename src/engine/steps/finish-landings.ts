import type { Context } from '../context.ts';
import { effectNow } from '../platform/effect.ts';
import type { Landing } from '../queue/index.ts';

/** Settles every open intent to land by what main contains, after a crash or a failure in the middle of a landing. */
export async function finishLandings(context: Context): Promise<void> {
  for (const landing of context.queue.landings.open()) {
    const state = await context.gatekeeper.finishLanding(landing);
    effectNow('landing.settle', () => {
      settle(context, landing, state);
    });
  }
}

function settle(context: Context, landing: Landing, state: 'done' | 'dropped'): void {
  const { queue } = context;
  const candidate =
    landing.candidateId === null ? undefined : queue.candidates.find(landing.candidateId);
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
    } else if (candidate.state !== 'landed') {
      queue.candidates.setState(candidate.id, 'queued');
    }
  });
}
