import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { onTestFinished } from 'vitest';
import { systemRandom } from '../../src/engine/platform/random.ts';
import { issueToken } from '../../src/engine/tool-host/callers.ts';
import { openTools } from '../../src/mcp/index.ts';
import { startStage, until, type EngineStage } from '../engine/stage.ts';

/** An engine that serves tools, with an agent at work on each of its features. */
export interface ToolStage extends EngineStage {
  /** The base URL of the servers. */
  readonly baseUrl: string;
  /** A good token of the attempt that is at work on a feature. */
  token(featureId: number): string;
  /** An official client of one server, which shows a token. */
  connect(server: string, token: string): Promise<Client>;
}

type Json = Readonly<Record<string, unknown>>;

const idle = [[{ wait: 600_000 }]];

/** Starts it with so many features, named `Work 1`, `Work 2` …, on each of which an agent waits; those of `scripts` do more. */
export async function startTools(
  count = 1,
  scripts: Readonly<Record<string, readonly (readonly Json[])[]>> = {},
): Promise<ToolStage> {
  const names = Array.from({ length: count }, (_, at) => `Work ${String(at + 1)}`);
  const waiting = Object.fromEntries(names.map((_, at) => [`work-${String(at + 1)}`, idle]));
  const features = names.map((name) => ({ name }));
  const stage = await startStage([features, { ...waiting, ...scripts }], {
    config: { parallel: Math.max(1, count) },
    openTools,
  });
  const { queue } = stage;
  await until(() => {
    const working = stage.engine.view().agents.filter(({ state }) => state === 'working');
    if (working.length < count) throw new Error('not every agent works yet');
  });
  const baseUrl = `http://127.0.0.1:${String(queue.toolTokens.port())}/mcp`;
  return {
    ...stage,
    baseUrl,
    token: (featureId) => {
      const feature = queue.features.find(featureId);
      if (feature === undefined) throw new Error(`no feature ${String(featureId)}`);
      const { epoch, lastAgent } = feature;
      return issueToken(
        { queue, random: systemRandom },
        { featureId, epoch, agent: lastAgent ?? '' },
      );
    },
    connect: (server, token) => connectTo(`${baseUrl}/${server}`, token),
  };
}

/** Connects an official client, which is closed with the test. */
export async function connectTo(url: string, token: string): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' });
  const requestInit = { headers: { authorization: `Bearer ${token}` } };
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit }));
  onTestFinished(() => client.close());
  return client;
}

/** Calls a tool and answers with its result. */
export async function callOn(
  client: Client,
  name: string,
  input: Json = {},
): Promise<CallToolResult> {
  return (await client.callTool({ name, arguments: input })) as CallToolResult;
}

/** The text of a result. */
export function textOf(result: CallToolResult): string {
  return result.content.map((part) => (part.type === 'text' ? part.text : part.type)).join('');
}
