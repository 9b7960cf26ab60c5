import { z } from 'zod';
import { difficulties, presetNames, presets } from '../../../engine/index.ts';
import { reads, type Tool } from '../../tool.ts';
import { settingsShape, tierSchema, toolSettings } from './settings-shape.ts';

const tierRow = z.object({ easy: tierSchema, normal: tierSchema, hard: tierSchema });

const output = {
  settings: z.object(settingsShape),
  presets: z.array(
    z.object({
      name: z.enum(presetNames),
      description: z.string(),
      tiers: z.array(tierSchema),
      tierOf: z
        .object({ high: tierRow, standard: tierRow, low: tierRow })
        .describe('high: auth and database; low: tests and docs; standard: all else'),
    }),
  ),
};

/** Lists the presets. */
export const getPresets: Tool<Record<string, never>, typeof output> = {
  name: 'get_presets',
  title: 'Get the presets',
  description: `Every preset with the tier of model that it gives to each kind of work (${difficulties.join(', ')}), and the settings in force.`,
  input: {},
  output,
  effect: reads,
  run: ({ host: { models } }) => {
    const settings = toolSettings(models.settings());
    const rows = presetNames.map((name) => {
      const { description, tiers, tierOf } = presets[name];
      return { name, description, tiers: [...tiers], tierOf };
    });
    const text = `${settings.preset} is in force: ${presets[settings.preset].description}`;
    return { text, value: { settings, presets: rows } };
  },
};
