import { z } from 'zod';
import { presetNames } from '../../../engine/index.ts';
import { sets, type Tool } from '../../tool.ts';
import { refuseAgents, settingsShape, toolSettings } from './settings-shape.ts';

const input = {
  preset: z.enum(presetNames).describe('Which one; get_presets says what each of them does'),
};

/** Applies a preset. */
export const applyPreset: Tool<typeof input, typeof settingsShape> = {
  name: 'apply_preset',
  title: 'Apply a preset',
  description:
    'Uses a preset from the next attempt on. Only for a program of the person; an agent that works on a feature is refused.',
  input,
  output: settingsShape,
  effect: sets,
  run: ({ host: { models, queue }, caller }, { preset }) => {
    refuseAgents(caller, 'apply_preset');
    const settings = queue.journal.write((record) => {
      const applied = models.applyPreset(preset);
      record({ type: 'preset:applied', facts: { preset } });
      return applied;
    });
    const text =
      settings.preset === preset
        ? `${preset} is in force from the next attempt on`
        : `${preset} is applied, but this run was started with ${settings.preset}, which wins until it ends`;
    return { text, value: toolSettings(settings) };
  },
};
