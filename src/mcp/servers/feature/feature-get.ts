import { z } from 'zod';
import { AgentTuiError } from '../../../engine/index.ts';
import { reads, type Tool } from '../../tool.ts';
import { featureShape, toolFeature } from './feature-shape.ts';

const input = { id: z.number().int().positive().describe('The number of the feature') };

/** Reads one feature. */
export const featureGet: Tool<typeof input, typeof featureShape> = {
  name: 'feature_get',
  title: 'Get a feature',
  description:
    'One feature of the queue: what is asked for, its state and why its last attempt did not land.',
  input,
  output: featureShape,
  effect: reads,
  run: ({ host: { queue } }, { id }) => {
    const feature = queue.features.find(id);
    if (feature === undefined) {
      throw new AgentTuiError('usage', `there is no feature ${String(id)}`, {
        hint: 'feature_get_stats says how many there are; numbers begin at 1',
      });
    }
    const text = `#${String(feature.id)} ${feature.name}: ${feature.state}`;
    return { text, value: toolFeature(feature) };
  },
};
