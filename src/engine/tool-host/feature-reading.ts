import type { Queue } from '../queue/index.ts';
import { featureOf } from './refusals.ts';
import type { ToolWork } from './tool-host.ts';

/** What tools read of features from the rows, whether or not an engine runs. */
export function openFeatureReading(queue: Queue): Pick<ToolWork, 'next' | 'checkpoints'> {
  return {
    next: ({ caller }) => {
      if (caller.kind === 'attempt') return queue.features.find(caller.featureId);
      const first = queue.features.ready('', 1)[0];
      return first === undefined ? undefined : queue.features.find(first.id);
    },
    checkpoints: (ask) => queue.checkpoints.of(featureOf(ask)),
  };
}
