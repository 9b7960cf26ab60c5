import { z } from 'zod';
import { reads, type Tool } from '../../tool.ts';
import { featureShape, toolFeature } from './feature-shape.ts';

const output = {
  feature: z
    .object(featureShape)
    .nullable()
    .describe('Your own feature; without one of your own, the one that would be begun next'),
};

/** Reads the feature of the caller, or the first one that is ready. */
export const featureGetNext: Tool<Record<string, never>, typeof output> = {
  name: 'feature_get_next',
  title: 'Get the next feature',
  description:
    'The feature that you work on; for a client without one, the first that is ready to be begun. Nothing is begun by asking.',
  input: {},
  output,
  effect: reads,
  run: (context) => {
    const feature = context.host.work.next(context);
    if (feature === undefined) {
      return { text: 'no feature is ready to be begun', value: { feature: null } };
    }
    const text = `#${String(feature.id)} ${feature.name}: ${feature.state}`;
    return { text, value: { feature: toolFeature(feature) } };
  },
};
