import { z } from 'zod';
import type { Checkpoint } from '../../../engine/index.ts';

/** A checkpoint as tools give it. */
export const checkpointShape = {
  epoch: z.number().int().describe('The number of the attempt'),
  number: z.number().int().describe('1, 2, 3 … within the attempt'),
  commit: z.string(),
  reason: z.string(),
  message: z.string(),
  createdAt: z.string().describe('ISO 8601'),
  changedFiles: z.number().int(),
  insertions: z.number().int(),
  deletions: z.number().int(),
};

/** Takes of a checkpoint what tools give. */
export function toolCheckpoint(
  checkpoint: Checkpoint,
): z.infer<z.ZodObject<typeof checkpointShape>> {
  const { epoch, number, commit, reason, message, insertions, deletions } = checkpoint;
  return {
    epoch,
    number,
    commit,
    reason,
    message,
    createdAt: new Date(checkpoint.createdAt).toISOString(),
    changedFiles: checkpoint.changedFiles,
    insertions,
    deletions,
  };
}
