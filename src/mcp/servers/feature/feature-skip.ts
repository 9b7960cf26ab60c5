import { z } from 'zod';
import { ends, type Tool } from '../../tool.ts';
import { askAbout, ownFeature } from '../../own-feature.ts';

const reasonCharsMax = 1_000;

const input = {
  ...ownFeature,
  reason: z
    .string()
    .trim()
    .min(1)
    .max(reasonCharsMax)
    .describe('Why it cannot be built now; the next attempt and people read it'),
};

const output = { givenBack: z.literal(true) };

/** Gives the caller's feature back to the queue. */
export const featureSkip: Tool<typeof input, typeof output> = {
  name: 'feature_skip',
  title: 'Give the feature back',
  description:
    'Gives your feature back to the queue with your reason. Its work is kept, and it counts as an attempt. Your attempt ends with this call.',
  input,
  output,
  effect: ends,
  run: async (context, { reason, ...own }) => {
    await context.host.work.skip(askAbout(context, own), reason);
    return { text: 'Given back; the work is kept. Exit now.', value: { givenBack: true } };
  },
};
