import { z } from 'zod';
import { adds, type Tool } from '../../tool.ts';
import { featureShape, toolFeature } from './feature-shape.ts';

const countMax = 8;

const input = {
  count: z
    .number()
    .int()
    .min(1)
    .max(countMax)
    .default(1)
    .describe('How many features to begin at most'),
};

const output = {
  claimed: z.array(
    z.object({
      feature: z.object(featureShape),
      epoch: z.number().int().describe('The number of the attempt'),
      worktree: z.string().describe('Work here, and nowhere else; absolute'),
      agent: z.string().describe('The name under which people see you'),
    }),
  ),
};

/** Begins features for a client that has none; an agent that was started on a feature has that one. */
export const featureClaimBatch: Tool<typeof input, typeof output> = {
  name: 'feature_claim_batch',
  title: 'Claim features',
  description:
    'Begins up to `count` ready features, each in a git worktree of its own. Work there, then feature_submit with its number. A claim whose tools are not called for 20 minutes is taken back, its work kept; heartbeat counts as a call. An agent that was started on a feature gets that one.',
  input,
  output,
  effect: adds,
  run: async (context, { count }) => {
    const claimed = await context.host.work.claim(context, count);
    const names = claimed.map(
      ({ feature, worktree }) => `#${String(feature.id)} ${feature.name} in ${worktree}`,
    );
    return {
      text: names.join('\n'),
      value: {
        claimed: claimed.map(({ feature, ...place }) => ({
          ...place,
          feature: toolFeature(feature),
        })),
      },
    };
  },
};
