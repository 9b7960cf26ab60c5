import { z } from 'zod';
import type { OutcomeCounts } from '../../../engine/index.ts';

const count = z.number().int();

/** How similar work came out, as tools give it. */
export const countsShape = {
  similar: count.describe('Similar pieces of work that a gate, or the engine, judged'),
  landed: count.describe('How many of them reached main'),
  firstTry: count.describe('How many of them reached main at the first attempt'),
  imported: count.describe("How many of the similar ones are another project's"),
  byModel: z
    .array(
      z.object({
        model: z.string().describe('The name of the model'),
        landed: count.describe('Its attempts that reached main'),
        of: count.describe('All of its attempts that were judged'),
      }),
    )
    .describe('Attempts by model, the most tried first'),
};

/** Takes of counts what tools give. */
export function toolCounts(counts: OutcomeCounts): z.infer<z.ZodObject<typeof countsShape>> {
  const byModel = counts.byModel.map((one) => ({ ...one }));
  return { ...counts, byModel };
}
