import { z } from 'zod';
import { difficulties } from './feature.ts';

const draft = z.object({
  name: z.string(),
  description: z.string(),
  category: z.string(),
  priority: z.number(),
  dependsOn: z.array(z.string()).readonly(),
  acceptance: z.string(),
  paths: z.exactOptional(z.array(z.string()).readonly()),
  difficulty: z.exactOptional(z.enum(difficulties)),
});

const word = z.discriminatedUnion('word', [
  z.object({ word: z.literal('add'), draft }),
  z.object({ word: z.literal('edit'), draft }),
  z.object({ word: z.literal('cancel') }),
  z.object({ word: z.literal('block'), reason: z.string() }),
  z.object({ word: z.literal('retry') }),
  z.object({ word: z.literal('priority'), priority: z.number() }),
  z.object({ word: z.literal('message'), text: z.string() }),
  /** Not a person's: the processes of a session are found by its marker alone. */
  z.object({ word: z.literal('session'), id: z.string(), marker: z.string() }),
]);

/** What must outlive the database, as the intake log keeps it: what people asked for, and which agents were started. */
export type KeptWord = z.infer<typeof word>;

const line = z.object({
  /** The event that was stored with it; a database without that event has lost the word. */
  event: z.number(),
  type: z.string(),
  at: z.number(),
  featureId: z.number(),
  word,
});

/** One line of the intake log. */
export type IntakeLine = z.infer<typeof line>;

/** Reads one line; undefined for what a crash cut short or the disk has changed. */
export function intakeLineOf(text: string): IntakeLine | undefined {
  try {
    return line.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
