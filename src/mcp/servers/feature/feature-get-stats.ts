import { z } from 'zod';
import type { Feature } from '../../../engine/index.ts';
import { reads, type Tool } from '../../tool.ts';

const output = {
  project: z.string(),
  total: z.number().int(),
  pending: z.number().int(),
  inProgress: z.number().int(),
  verifying: z.number().int(),
  merged: z.number().int(),
  blocked: z.number().int(),
  cancelled: z.number().int(),
};

/** Counts the queue. */
export const featureGetStats: Tool<Record<string, never>, typeof output> = {
  name: 'feature_get_stats',
  title: 'Count the features',
  description:
    'How many features the project has in each state. Merged means: on main, after its tests passed there.',
  input: {},
  output,
  effect: reads,
  run: ({ host: { queue, project } }) => {
    const countIn = (state: Feature['state']) => queue.features.countIn(state);
    const counts = {
      pending: countIn('pending'),
      inProgress: countIn('in_progress'),
      verifying: countIn('verifying'),
      merged: countIn('merged'),
      blocked: countIn('blocked'),
      cancelled: countIn('cancelled'),
    };
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const text = `${project}: ${String(counts.merged)} of ${String(total)} merged`;
    return { text, value: { project, total, ...counts } };
  },
};
