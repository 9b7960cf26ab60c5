import { z } from 'zod';
import { reads, type Tool } from '../../tool.ts';
import { countsShape, toolCounts } from './counts-shape.ts';
import { queryOf, queryShape } from './query-shape.ts';

const output = {
  text: z.string().nullable().describe('A short text for a prompt; null when nothing is known'),
  counts: z.object(countsShape).describe('The counts that the text states'),
};

const none = { similar: 0, landed: 0, firstTry: 0, imported: 0, byModel: [] };

/** Writes what is known of similar work as a text for a prompt. */
export const getReferencePrompt: Tool<typeof queryShape, typeof output> = {
  name: 'get_reference_prompt',
  title: 'Get what is known as a text',
  description:
    'What is known of similar work as a short text that fits a prompt: how it came out, always with the number that a count is of, then the most similar pieces. What agents noted is quoted as their words.',
  input: queryShape,
  output,
  effect: reads,
  run: (context, query) => {
    const known = context.host.knowledge.reference(queryOf(context, query));
    if (known === null) {
      return { text: 'Nothing similar is known.', value: { text: null, counts: { ...none } } };
    }
    const { text, counts } = known;
    return { text, value: { text, counts: toolCounts(counts) } };
  },
};
