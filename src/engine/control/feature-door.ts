import { featureActions, type FeatureActions } from '../feature-actions.ts';
import type { Queue } from '../queue/index.ts';
import type { ControlClient } from './client.ts';

/** A person's word on features from another terminal: to the engine that runs, or to the database when none does. */
export function openFeatureDoor(client: ControlClient | null, queue: Queue): FeatureActions {
  return client === null ? onDatabase(queue) : onEngine(client);
}

function onEngine(client: ControlClient): FeatureActions {
  return {
    addFeatures: (features) => client.call('feature.add', { features }),
    editFeature: (id, feature) => client.call('feature.edit', { id, feature }),
    retryFeature: (id) => client.call('feature.retry', { id }),
    blockFeature: (id) => client.call('feature.block', { id }),
    cancelFeature: (id) => client.call('feature.cancel', { id }),
    setPriority: (id, priority) => client.call('feature.priority', { id, priority }),
  };
}

/** Nothing is being landed and nobody is to be stopped; what waits for a feature is told at once, as an engine would. */
function onDatabase(queue: Queue): FeatureActions {
  return featureActions(queue, {
    landing: () => null,
    stopHolders: () => undefined,
    changed: () => {
      queue.features.settleDependencies();
    },
  });
}
