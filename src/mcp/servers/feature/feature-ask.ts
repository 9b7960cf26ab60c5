import { z } from 'zod';
import { adds, type Tool } from '../../tool.ts';
import { askAbout, ownFeature } from '../../own-feature.ts';

const questionCharsMax = 2_000;

const input = {
  ...ownFeature,
  question: z
    .string()
    .trim()
    .min(1)
    .max(questionCharsMax)
    .describe('One question, with its choices'),
};

const output = { question: z.number().int().describe('The number of the question') };

/** Puts a question to the person who watches. */
export const featureAsk: Tool<typeof input, typeof output> = {
  name: 'feature_ask',
  title: 'Ask the person',
  description:
    'Puts a question to the person who watches. It does not wait: go on with what you can; what the person answers comes with heartbeat, or with the prompt of the next attempt.',
  input,
  output,
  effect: adds,
  run: async (context, { question, ...own }) => {
    const { id } = await context.host.work.question(askAbout(context, own), question);
    return {
      text: `Asked as question ${String(id)}. Go on with what you can; heartbeat brings the answer.`,
      value: { question: id },
    };
  },
};
