import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { addTool, type ToolContext } from '../../tool.ts';
import { featureGetStats } from './feature-get-stats.ts';
import { featureGet } from './feature-get.ts';

/** Adds the tools of the `feature` server. */
export function addFeatureTools(server: McpServer, context: ToolContext): void {
  addTool(server, context, featureGet);
  addTool(server, context, featureGetStats);
}
