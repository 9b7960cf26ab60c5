import { z } from 'zod';
import { difficulties } from '../../../engine/index.ts';
import { reads, type Tool } from '../../tool.ts';
import { tierSchema } from './settings-shape.ts';

const categoryCharsMax = 100;

const input = {
  category: z
    .string()
    .trim()
    .min(1)
    .max(categoryCharsMax)
    .describe('The kind of work, for instance auth, database, tests, docs'),
  difficulty: z.enum(difficulties).default('normal').describe('How hard it is said to be'),
};

const output = {
  tier: tierSchema,
  model: z.string().nullable().describe("As the agent's CLI takes it; null where nobody said"),
  basis: z.enum(['preset', 'person', 'evidence', 'trial', 'escalation']),
  reason: z.string(),
  n: z.number().int().describe('Judged first attempts of that model at this kind of work'),
};

/** Says which model a kind of work would get. */
export const getBestModel: Tool<typeof input, typeof output> = {
  name: 'get_best_model',
  title: 'Get the best model',
  description:
    'The model that a kind of work would get now, with the reason and the number of judged attempts that it rests on. Only what the gate said counts.',
  input,
  output,
  effect: reads,
  run: ({ host: { models } }, { category, difficulty }) => {
    const choice = models.best({ category, difficulty });
    const name = choice.model === null ? choice.tier : `${choice.tier} (${choice.model})`;
    return { text: `${name}: ${choice.reason}`, value: { ...choice } };
  },
};
