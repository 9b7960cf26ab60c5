import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import {
  CallToolRequestSchema,
  ListToolsRequestSchema,
  type CallToolResult,
  type Tool as ListedTool,
} from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import { serverTools, type ServerName } from './servers/index.ts';
import type { AnyTool } from './tool.ts';

/** One call as a client made it. */
export interface ToolCall {
  readonly server: ServerName;
  readonly tool: string;
  readonly input: unknown;
  readonly signal: AbortSignal;
  /** Tells the client how far it is, where it asked to be told. */
  readonly progress: (message: string) => void;
}

/** Does a call; a refusal is a result with `isError`. */
export type DoCall = (call: ToolCall) => Promise<CallToolResult>;

/** Makes one server that lists its tools and has calls done; it is not connected yet. */
export function createServer(name: ServerName, doCall: DoCall): McpServer {
  const served = new McpServer(
    { name: `agent-tui-${name}`, version: '1' },
    { capabilities: { tools: {} }, instructions: instructions[name] },
  );
  // What is listed is made once for all clients, and calls are done where the host is.
  const { server } = served;
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: listed(name) }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }, extra) => {
    const token = params._meta?.progressToken;
    let step = 0;
    const progress = (message: string) => {
      if (token === undefined || extra.signal.aborted) return;
      step += 1;
      const told = { progressToken: token, progress: step, message };
      // Who has gone away meanwhile is not told; the call itself hears of it by its signal.
      extra
        .sendNotification({ method: 'notifications/progress', params: told })
        .catch(() => undefined);
    };
    const { signal } = extra;
    return doCall({ server: name, tool: params.name, input: params.arguments, signal, progress });
  });
  return served;
}

const instructions: Readonly<Record<ServerName, string>> = {
  feature:
    'The features of this project: what is asked for, and your own work on it. Only the gatekeeper, which runs the tests on the merged tree, makes a feature merged.',
  test: 'The tests of this project: what runs them, a new test file, and what they show in your own work tree. What you run here helps you; it never counts at the gate.',
  knowledge:
    'What is known of earlier work of this project: similar features, how they came out at the gate, and what agents noted. Look before you begin, and note what the next one should know; only the outcome of the gate counts as success.',
  'model-settings':
    'Which model each kind of work gets, and why. Reading is for everybody; only a program of the person changes it.',
};

const known = new Map<ServerName, ListedTool[]>();

/** What a client is told of a server's tools; made once. */
function listed(name: ServerName): ListedTool[] {
  const found = known.get(name) ?? serverTools[name].map(listedTool);
  known.set(name, found);
  return found;
}

function listedTool(tool: AnyTool): ListedTool {
  const { name, title, description, effect } = tool;
  return {
    name,
    title,
    description,
    inputSchema: schemaOf(z.strictObject(tool.input), 'input'),
    outputSchema: schemaOf(z.object(tool.output), 'output'),
    annotations: {
      title,
      readOnlyHint: effect.readOnly,
      destructiveHint: effect.destructive,
      idempotentHint: effect.idempotent,
      openWorldHint: false,
    },
  };
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): ListedTool['inputSchema'] {
  return z.toJSONSchema(schema, { io }) as ListedTool['inputSchema'];
}
