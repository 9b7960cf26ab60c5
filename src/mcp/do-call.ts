import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import type { Caller, ToolHost } from '../engine/index.ts';
import { callTool, refusal } from './call-tool.ts';
import type { ToolCall } from './create-server.ts';
import { serverTools } from './servers/index.ts';

/** Does a call in this process, on the parts of a host. */
export async function doCall(
  host: ToolHost,
  caller: Caller,
  { server, tool: name, input, signal, progress }: ToolCall,
): Promise<CallToolResult> {
  const tools = serverTools[server];
  const tool = tools.find((one) => one.name === name);
  if (tool === undefined) {
    return refusal(
      `the server ${server} has no tool ${name.slice(0, 60)}\nit has ${tools.map((one) => one.name).join(', ')}`,
    );
  }
  return callTool(tool, { host, caller, signal, progress }, input);
}
