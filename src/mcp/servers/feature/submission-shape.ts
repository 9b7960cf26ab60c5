import { z } from 'zod';
import { ends, type ToolAnswer, type ToolContext } from '../../tool.ts';
import { askAbout, ownFeature } from '../../own-feature.ts';

const output = {
  submitted: z.literal(true),
  merged: z.literal(false).describe('Only the gatekeeper merges, once the tests have passed'),
  epoch: z.number().int().describe('The number of the attempt'),
  checkpoint: z.number().int().describe('The checkpoint that keeps what was handed in'),
  ahead: z.number().int().describe('Candidates that are judged before it'),
};

/** What handing work in takes, gives and does, under whatever name. */
export const submission = { input: ownFeature, output, effect: ends } as const;

/** Hands the caller's work in; `note` is what else the caller should know. */
export async function submit(
  context: ToolContext,
  input: { readonly featureId?: number | undefined },
  note: string,
): Promise<ToolAnswer<typeof output>> {
  const { epoch, checkpoint, ahead } = await context.host.work.submit(askAbout(context, input));
  const words = [
    `Handed in as checkpoint ${String(checkpoint.number)}; ${String(ahead)} ahead in the queue.`,
    note,
    'The gatekeeper merges it with the newest main and runs the tests; only that decides. Exit now.',
  ];
  return {
    text: words.filter((part) => part !== '').join(' '),
    value: { submitted: true, merged: false, epoch, checkpoint: checkpoint.number, ahead },
  };
}
