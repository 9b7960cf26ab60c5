import { z } from 'zod';
import { difficulties, draftDefaults } from '../../../engine/index.ts';
import { reads, type Tool } from '../../tool.ts';

const categoryCharsMax = 100;

const input = {
  category: z
    .string()
    .max(categoryCharsMax)
    .default(draftDefaults.category)
    .describe('The category of the work, for instance auth, database, docs'),
  difficulty: z.enum(difficulties).default('normal').describe('How hard the work is said to be'),
};

const output = {
  tier: z.string().describe('The tier of model that the work would get now'),
  model: z
    .string()
    .nullable()
    .describe("The model's name; null where nobody said what it is called"),
  reason: z.string().describe('Why, in one sentence'),
  n: z.number().int().describe('How many judged attempts that rests on; 0 means the preset alone'),
};

/** Says which model a kind of work would get now. */
export const getBestModel: Tool<typeof input, typeof output> = {
  name: 'get_best_model',
  title: 'Get the best model',
  description:
    'Which model a kind of work would get now, why, and on how many judged attempts (n) that rests. With too few of them the preset decides, and n is 0.',
  input,
  output,
  effect: reads,
  run: ({ host: { models } }, work) => {
    const { tier, model, reason, n } = models.best(work);
    const name = model === null ? tier : `${model} (${tier})`;
    return { text: `${name}: ${reason} (n = ${String(n)})`, value: { tier, model, reason, n } };
  },
};
