import { z } from 'zod';
import { AgentTuiError, fixedLimits } from '../../../engine/index.ts';
import { adds, type Tool, type ToolContext } from '../../tool.ts';

const { lessonCharsMax } = fixedLimits;
const lessonsAtOnceMax = 10;

const input = {
  feature_id: z
    .number()
    .int()
    .positive()
    .optional()
    .describe('The feature that the words are about; an agent may leave it out to mean its own'),
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
  feature_id: z.number().int().describe('The feature that they are about'),
  lessons: z.number().int().describe('How many lessons the pattern has now'),
  counts_as_success: z.literal(false).describe('Words never do: only the outcome of the gate'),
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
  run: (context, { feature_id, approach = null, lessons }) => {
    const featureId = featureOf(context, feature_id);
    const pattern = context.host.knowledge.addLesson({ featureId, approach, lessons });
    const kept = `Kept as your own words with feature ${String(featureId)}.`;
    return {
      text: `${kept} Only the outcome of the gate counts as success.`,
      value: {
        id: pattern.id,
        feature_id: featureId,
        lessons: pattern.lessons.length,
        counts_as_success: false,
      },
    };
  },
};

/** An agent speaks of its own feature alone. */
function featureOf({ caller }: ToolContext, given: number | undefined): number {
  if (caller.kind === 'attempt') {
    if (given === undefined || given === caller.featureId) return caller.featureId;
    throw new AgentTuiError('usage', `feature ${String(given)} is not yours`, {
      hint: `you work on feature ${String(caller.featureId)}: leave feature_id out`,
    });
  }
  if (given !== undefined) return given;
  throw new AgentTuiError('usage', 'which feature the words are about is not said', {
    hint: 'name it in feature_id; agent-tui feature list shows all',
  });
}
