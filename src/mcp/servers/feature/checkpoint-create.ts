import { z } from 'zod';
import { adds, type Tool } from '../../tool.ts';
import { checkpointShape, toolCheckpoint } from './checkpoint-shape.ts';
import { askAbout, ownFeature } from '../../own-feature.ts';

const messageCharsMax = 500;

const input = {
  ...ownFeature,
  message: z.string().trim().min(1).max(messageCharsMax).describe('What works now, in a few words'),
};

/** Keeps the whole work tree of the caller. */
export const checkpointCreate: Tool<typeof input, typeof checkpointShape> = {
  name: 'checkpoint_create',
  title: 'Make a checkpoint',
  description:
    'Keeps your whole work tree, untracked files too and ignored ones not, as a numbered checkpoint. Your index, HEAD and branches stay as they are.',
  input,
  output: checkpointShape,
  effect: adds,
  run: async (context, { message, ...own }) => {
    const made = await context.host.work.checkpoint(askAbout(context, own), message);
    const files = `${String(made.changedFiles)} file${made.changedFiles === 1 ? '' : 's'} changed`;
    return { text: `checkpoint ${String(made.number)}: ${files}`, value: toolCheckpoint(made) };
  },
};
