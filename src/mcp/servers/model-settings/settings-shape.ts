import { z } from 'zod';
import {
  AgentTuiError,
  modelTiers,
  presetNames,
  type Caller,
  type ModelSettings,
} from '../../../engine/index.ts';

export const tierSchema = z.enum(modelTiers);

/** The settings as tools give them. */
export const settingsShape = {
  preset: z.enum(presetNames).describe('The preset in force'),
  models: z
    .record(z.string(), z.partialRecord(tierSchema, z.string()))
    .describe('Names of models that a person has set, by agent and tier'),
  categories: z.record(z.string(), tierSchema).describe('Tiers that a person has set, by category'),
};

/** Takes of the settings what tools give. */
export function toolSettings({
  preset,
  models,
  categories,
}: ModelSettings): z.infer<z.ZodObject<typeof settingsShape>> {
  return { preset, models: { ...models }, categories: { ...categories } };
}

/**
 * Refuses an agent that would change what it, or another, may cost.
 * @throws AgentTuiError `usage`.
 */
export function refuseAgents(caller: Caller, tool: string): void {
  if (caller.kind === 'person') return;
  throw new AgentTuiError(
    'usage',
    `${tool} is the person's word: an agent does not set its own price`,
    {
      hint: 'go on with the model that you have; get_presets and get_best_model may be read',
    },
  );
}
