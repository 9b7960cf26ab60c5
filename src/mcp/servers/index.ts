import type { AnyTool } from '../tool.ts';
import { featureTools } from './feature/index.ts';
import { knowledgeTools } from './knowledge/index.ts';
import { modelSettingsTools } from './model-settings/index.ts';
import { testTools } from './test/index.ts';

/** Every server by name, with its tools in the order in which clients list them. */
export const serverTools = {
  test: testTools,
  knowledge: knowledgeTools,
  'model-settings': modelSettingsTools,
  feature: featureTools,
} as const satisfies Record<string, readonly AnyTool[]>;

export type ServerName = keyof typeof serverTools;

/** The servers by name. */
export const serverNames = Object.keys(serverTools) as ServerName[];

/** Whether a word names a server. */
export function isServerName(word: string): word is ServerName {
  return Object.hasOwn(serverTools, word);
}
