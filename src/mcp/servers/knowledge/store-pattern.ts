import { z } from 'zod';
import { featureOf, fixedLimits } from '../../../engine/index.ts';
import { askAbout, ownFeature } from '../../own-feature.ts';
import { adds, type Tool } from '../../tool.ts';

const { lessonCharsMax } = fixedLimits;
const lessonsAtOnceMax = 10;

const input = {
  ...ownFeature,
  approach: z
    .string()
    .max(lessonCharsMax)
    .optional()
    .describe('How it was done, in a few sentences'),
  lessons: z
    .array(z.string().max(lessonCharsMax).describe('One thing that the next one should know'))
    .max(lessonsAtOnceMax)
    .default([])
    .describe('What the next one should know, one thing each; never a password or key'),
};

const output = {
  id: z.number().int().describe('The number of the pattern that has the words now'),
  featureId: z.number().int().describe('The feature that they are about'),
  lessons: z.number().int().describe('How many lessons the pattern has now'),
  countsAsSuccess: z.literal(false).describe('Words never do: only the outcome of the gate'),
};

/** Keeps what an agent learned, as its own words. */
export const storePattern: Tool<typeof input, typeof output> = {
  name: 'store_pattern',
  title: 'Keep what was learned',
  description:
    'Keeps how a feature was done and what the next one should know, as your own words: other agents see them when they begin similar work. It cannot say that something succeeded: only the outcome of the gate counts. Words that hold a password or key are refused.',
  input,
  output,
  effect: adds,
  run: (context, { approach = null, lessons, ...own }) => {
    const featureId = featureOf(askAbout(context, own));
    const pattern = context.host.knowledge.addLesson({ featureId, approach, lessons });
    const kept = `Kept as your own words with feature ${String(featureId)}.`;
    return {
      text: `${kept} Only the outcome of the gate counts as success.`,
      value: {
        id: pattern.id,
        featureId,
        lessons: pattern.lessons.length,
        countsAsSuccess: false,
      },
    };
  },
};
