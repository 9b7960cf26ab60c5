import { z } from 'zod';
import { ends, type Tool } from '../../tool.ts';
import { askAbout, ownFeature } from '../../own-feature.ts';

const input = {
  ...ownFeature,
  epoch: z.number().int().positive().describe('The attempt of the checkpoint'),
  number: z.number().int().positive().describe('The number of the checkpoint'),
};

const output = {
  keptAs: z.number().int().describe('The checkpoint of this attempt that keeps the state before'),
};

/** Sets the caller's work tree back to a checkpoint. */
export const checkpointRollback: Tool<typeof input, typeof output> = {
  name: 'checkpoint_rollback',
  title: 'Go back to a checkpoint',
  description:
    'Sets your work tree back to a checkpoint: files that came later go, ignored files stay. The state before is kept as a checkpoint first, so that this can be undone.',
  input,
  output,
  effect: ends,
  run: async (context, { epoch, number, ...own }) => {
    const { keptAs } = await context.host.work.rollback(askAbout(context, own), { epoch, number });
    return {
      text: `back at checkpoint ${String(number)}; the state before is checkpoint ${String(keptAs)}`,
      value: { keptAs },
    };
  },
};
