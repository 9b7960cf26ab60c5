import { z } from 'zod';
import { difficulties, type Feature } from '../../../engine/index.ts';

/** A feature as tools give it. */
export const featureShape = {
  id: z.number().int(),
  name: z.string(),
  description: z.string(),
  category: z.string(),
  difficulty: z.enum(difficulties),
  priority: z.number().int(),
  acceptance: z.string(),
  state: z.enum(['pending', 'in_progress', 'verifying', 'merged', 'blocked', 'cancelled']),
  dependsOn: z.array(z.number().int()),
  attempts: z.number().int(),
  lastError: z.string().nullable(),
};

/** Takes of a feature what tools give. */
export function toolFeature(feature: Feature): z.infer<z.ZodObject<typeof featureShape>> {
  const { id, name, description, category, difficulty, priority, acceptance } = feature;
  const { state, dependsOn, attempts, lastError } = feature;
  return {
    id,
    name,
    description,
    category,
    difficulty,
    priority,
    acceptance,
    state,
    dependsOn: [...dependsOn],
    attempts,
    lastError,
  };
}
