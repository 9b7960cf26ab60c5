import { z } from 'zod';
import { sets, type Tool } from '../../tool.ts';
import { askAbout, ownFeature } from '../../own-feature.ts';

const output = {
  leaseUntil: z.string().describe('ISO 8601; the feature is yours at least until then'),
  messages: z.array(z.string()).describe('What a person has said to you since; told once'),
};

/** Says that the caller is alive, and hears what people have said to it. */
export const heartbeat: Tool<typeof ownFeature, typeof output> = {
  name: 'heartbeat',
  title: 'Say that you are at work',
  description:
    'Renews your claim and brings what a person has said to you since. Call it during long thinking; every other call counts as a heartbeat too.',
  input: ownFeature,
  output,
  effect: sets,
  run: async (context, own) => {
    const { leaseUntil, messages } = await context.host.work.heartbeat(askAbout(context, own));
    const said = messages.map((text) => `A person says: ${text}`);
    return {
      text: said.length === 0 ? 'yours; nobody has said anything' : said.join('\n'),
      value: { leaseUntil: new Date(leaseUntil).toISOString(), messages: [...messages] },
    };
  },
};
