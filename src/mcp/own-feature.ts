import { z } from 'zod';
import type { ToolContext } from './tool.ts';

/** By which a client with several features says which one it means. */
export const ownFeature = {
  featureId: z
    .number()
    .int()
    .positive()
    .optional()
    .describe('The number of your feature; needed only by clients that claimed it themselves'),
};

/** The call, with the feature that it is about. */
export function askAbout(
  context: ToolContext,
  { featureId }: { readonly featureId?: number | undefined },
): ToolContext {
  return { ...context, featureId };
}
