import { z } from 'zod';
import { AgentTuiError } from '../../../engine/index.ts';
import { sets, type Tool } from '../../tool.ts';
import { refuseAgents, settingsShape, tierSchema, toolSettings } from './settings-shape.ts';

const nameCharsMax = 100;
const modelCharsMax = 200;
const name = z.string().trim().min(1).max(nameCharsMax);
const model = z.string().trim().min(1).max(modelCharsMax);

const input = {
  models: z
    .record(name, z.partialRecord(tierSchema, model.nullable()))
    .optional()
    .describe('Names of models by agent and tier, as that CLI takes them; null takes one back'),
  categories: z
    .record(name, tierSchema.nullable())
    .optional()
    .describe('The tier that a category gets, whatever the preset says; null takes it back'),
};

/** Changes which models tiers and categories get. */
export const updateSettings: Tool<typeof input, typeof settingsShape> = {
  name: 'update_settings',
  title: 'Update the settings of models',
  description:
    'Sets what tiers are called and which tier a category gets, from the next attempt on; what is not named stays. Only for a program of the person.',
  input,
  output: settingsShape,
  effect: sets,
  run: ({ host: { models, queue }, caller }, change) => {
    refuseAgents(caller, 'update_settings');
    const what = [
      change.models === undefined ? '' : 'names of models',
      change.categories === undefined ? '' : 'tiers of categories',
    ].filter((part) => part !== '');
    if (what.length === 0) {
      throw new AgentTuiError('usage', 'nothing is to be changed', {
        hint: 'name models or categories, for instance {"categories": {"docs": "small"}}',
      });
    }
    const words = what.join(' and ');
    const settings = queue.journal.write((record) => {
      const updated = models.updateSettings(change);
      record({ type: 'settings:changed', facts: { what: words } });
      return updated;
    });
    const text = `${words} are set from the next attempt on`;
    return { text, value: toolSettings(settings) };
  },
};
