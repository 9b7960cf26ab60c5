import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { Readable, Writable } from 'node:stream';
import { addFeatureTools } from './servers/feature/index.ts';
import type { ToolContext } from './tool.ts';

const servers: Readonly<Record<string, (server: McpServer, context: ToolContext) => void>> = {
  feature: addFeatureTools,
};

/** The servers by name. */
export const serverNames: readonly string[] = Object.keys(servers);

/** Makes one server with its tools; it is not connected yet. */
export function createServer(name: string, context: ToolContext): McpServer {
  const add = Object.hasOwn(servers, name) ? servers[name] : undefined;
  if (add === undefined) throw new Error(`there is no MCP server ${name}`);
  const server = new McpServer({ name: `agent-tui-${name}`, version: '1' });
  add(server, context);
  return server;
}

/** Serves one server over a pair of streams until the client closes its end. */
export async function serveStdio(
  name: string,
  context: ToolContext,
  streams: { readonly stdin: Readable; readonly stdout: Writable },
): Promise<void> {
  const server = createServer(name, context);
  const closed = new Promise<void>((resolve) => {
    streams.stdin.once('end', resolve);
    streams.stdin.once('close', resolve);
  });
  await server.connect(new StdioServerTransport(streams.stdin, streams.stdout));
  await closed;
  await server.close();
}
