import type { AnyTool } from '../../tool.ts';
import { getBestModel } from './get-best-model.ts';
import { getReferencePrompt } from './get-reference-prompt.ts';
import { getSimilarFeatures } from './get-similar-features.ts';
import { storePattern } from './store-pattern.ts';

/** The tools of the `knowledge` server. */
export const knowledgeTools: readonly AnyTool[] = [
  getSimilarFeatures,
  getReferencePrompt,
  storePattern,
  getBestModel,
];
