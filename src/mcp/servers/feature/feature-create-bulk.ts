import { z } from 'zod';
import { difficulties, draftDefaults } from '../../../engine/index.ts';
import { adds, type Tool } from '../../tool.ts';

const featuresMax = 200;
const nameCharsMax = 200;
const textCharsMax = 20_000;
const wordCharsMax = 100;
const linksMax = 100;

const draft = z.strictObject({
  name: z.string().min(1).max(nameCharsMax).describe('What is asked for, in a few words; unique'),
  description: z.string().max(textCharsMax).default('').describe('Everything an agent must know'),
  category: z
    .string()
    .min(1)
    .max(wordCharsMax)
    .default(draftDefaults.category)
    .describe('The kind of work: auth, database, api, ui, tests, docs …'),
  difficulty: z
    .enum(difficulties)
    .default('normal')
    .describe('How hard it is: harder work gets an abler model'),
  priority: z.number().int().default(draftDefaults.priority).describe('Smaller runs first'),
  dependsOn: z
    .array(z.string().max(nameCharsMax))
    .max(linksMax)
    .default([])
    .describe('Names of features that must be merged first'),
  acceptance: z
    .string()
    .max(textCharsMax)
    .default('')
    .describe('A command line that shows when it is right'),
  paths: z
    .array(z.string().max(textCharsMax))
    .max(linksMax)
    .default([])
    .describe('Files and folders that it will touch, relative to the project'),
});

const input = { features: z.array(draft).min(1).max(featuresMax) };

const output = {
  created: z.array(z.object({ id: z.number().int(), name: z.string(), state: z.string() })),
};

/** Adds features to the queue; all of them or none. */
export const featureCreateBulk: Tool<typeof input, typeof output> = {
  name: 'feature_create_bulk',
  title: 'Add features',
  description:
    'Adds features to the queue, all of them or none. A circle of dependencies, a name that is taken or a dependency that is not there is refused by name.',
  input,
  output,
  effect: adds,
  run: async (context, { features }) => {
    const added = await context.host.work.add(context, features);
    const created = added.map(({ id, name, state }) => ({ id, name, state }));
    const count = `${String(created.length)} feature${created.length === 1 ? '' : 's'}`;
    return { text: `added ${count}`, value: { created } };
  },
};
