import { z } from 'zod';
import { reads, type Tool } from '../../tool.ts';
import { checkpointShape, toolCheckpoint } from './checkpoint-shape.ts';
import { askAbout, ownFeature } from '../../own-feature.ts';

const shownMax = 200;

const output = {
  checkpoints: z.array(z.object(checkpointShape)).describe('Oldest first, the newest 200'),
  total: z.number().int(),
};

/** Lists what was kept of the caller's feature. */
export const checkpointList: Tool<typeof ownFeature, typeof output> = {
  name: 'checkpoint_list',
  title: 'List the checkpoints',
  description: 'The checkpoints of your feature, those of earlier attempts too.',
  input: ownFeature,
  output,
  effect: reads,
  run: (context, own) => {
    const all = context.host.work.checkpoints(askAbout(context, own));
    const shown = all.slice(-shownMax);
    const count = `${String(all.length)} checkpoint${all.length === 1 ? '' : 's'}`;
    return {
      text: count,
      value: { checkpoints: shown.map(toolCheckpoint), total: all.length },
    };
  },
};
