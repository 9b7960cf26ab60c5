import type { Engine } from './engine-contract.ts';
import { AgentTuiError } from './model/error.ts';
import type { Queue } from './queue/index.ts';

/** What a person may do with features, whether or not an engine runs. */
export type FeatureActions = Pick<
  Engine,
  'addFeatures' | 'editFeature' | 'retryFeature' | 'blockFeature' | 'cancelFeature' | 'setPriority'
>;

/** What an engine has to say about a person's word on a feature. */
export interface FeatureHolders {
  /** The feature that is being landed just now; a person's word about it comes too late. */
  readonly landing: () => number | null;
  /** Ends the agents that work on a feature. */
  readonly stopHolders: (id: number) => void;
  /** Something about the features may have changed. */
  readonly changed: () => void;
}

/** A person's word on features, in the same words and with the same checks from the screen and from another terminal. */
export function featureActions(
  queue: Pick<Queue, 'features' | 'addFeatures' | 'editFeature'>,
  holders: FeatureHolders,
): FeatureActions {
  const { features } = queue;
  const refuseWhileLanding = (id: number) => {
    if (holders.landing() !== id) return;
    throw new AgentTuiError('usage', `feature ${String(id)} is being landed just now`, {
      hint: 'it will be on main in a moment',
    });
  };
  const check = (done: boolean, id: number, verb: string) => {
    holders.changed();
    if (done) return;
    const state = features.find(id)?.state ?? 'not in the queue';
    throw new AgentTuiError('usage', `feature ${String(id)} is ${state} and cannot be ${verb}`, {
      hint: 'agent-tui feature list shows every feature and its state',
    });
  };
  return {
    addFeatures: (drafts) =>
      settled(() => {
        const added = queue.addFeatures(drafts);
        holders.changed();
        // As they are now: one that waits for what is blocked is blocked with it.
        return added.map((feature) => features.find(feature.id) ?? feature);
      }),
    editFeature: (id, draft) =>
      settled(() => {
        queue.editFeature(id, draft);
        holders.changed();
      }),
    retryFeature: (id) =>
      settled(() => {
        check(features.retry(id), id, 'retried');
      }),
    blockFeature: (id) =>
      settled(() => {
        refuseWhileLanding(id);
        check(features.block(id, 'person', 'blocked by a person'), id, 'blocked');
        holders.stopHolders(id);
      }),
    cancelFeature: (id) =>
      settled(() => {
        refuseWhileLanding(id);
        check(features.cancel(id), id, 'cancelled');
        holders.stopHolders(id);
      }),
    setPriority: (id, priority) =>
      settled(() => {
        check(features.setPriority(id, priority), id, 'reordered');
      }),
  };
}

/** A refusal comes as a rejection, never as a throw before there is a promise. */
function settled<T>(act: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(act());
  });
}
