import { z } from 'zod';
import { AgentTuiError, type KnowledgeQuery } from '../../../engine/index.ts';
import type { ToolContext } from '../../tool.ts';

const textCharsMax = 4_000;
const categoryCharsMax = 100;
const pathCharsMax = 500;
const pathsMax = 20;

/** What is looked for, as tools take it. */
export const queryShape = {
  text: z
    .string()
    .max(textCharsMax)
    .optional()
    .describe('What is to be built, in words; an agent may leave it out to mean its own feature'),
  category: z
    .string()
    .max(categoryCharsMax)
    .optional()
    .describe('The category of the work: what has the same one counts as more similar'),
  paths: z
    .array(z.string().max(pathCharsMax).describe('A file or folder, relative to the project'))
    .max(pathsMax)
    .optional()
    .describe('Files and folders that the work will touch'),
};

type Query = z.infer<z.ZodObject<typeof queryShape>>;

/** What is looked for: in the words of the caller, else the caller's own feature. */
export function queryOf(
  { caller, host: { queue } }: ToolContext,
  { text = '', category, paths = [] }: Query,
): Omit<KnowledgeQuery, 'limit'> {
  const own = caller.kind === 'attempt' ? queue.features.find(caller.featureId) : undefined;
  const isOwn = text.trim() === '' && paths.length === 0;
  if (!isOwn) return { text, category, paths, exceptFeature: own?.id };
  if (own === undefined) {
    throw new AgentTuiError('usage', 'there is nothing to look for', {
      hint: 'say in text what is to be built, or in paths what it will touch',
    });
  }
  return {
    text: `${own.name}\n${own.description}`,
    category: category ?? own.category,
    paths: queue.paths.of(own.id),
    exceptFeature: own.id,
  };
}
