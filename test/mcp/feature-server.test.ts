import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ToolHost } from '../../src/engine/index.ts';
import { databaseWork } from '../../src/engine/tool-host/database-work.ts';
import { openFeatureDoor } from '../../src/engine/control/feature-door.ts';
import { createServer, type DoCall } from '../../src/mcp/create-server.ts';
import { serverTools } from '../../src/mcp/servers/index.ts';
import { doCall, isServerName, serverNames, serveStdio } from '../../src/mcp/index.ts';
import { QueueStage } from '../queue/stage.ts';

let stage: QueueStage;
let client: Client;
beforeEach(async () => {
  stage = new QueueStage();
  stage.add('Login', { name: 'Report', description: 'sums', dependsOn: ['Login'] }, 'Shop');
  client = new Client({ name: 'test', version: '1' });
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await createServer('feature', calls()).connect(theirs);
  await client.connect(ours);
});
afterEach(async () => {
  await client.close();
  stage.close();
});

/** Calls of the person on the rows of the stage, while no engine runs. */
function calls(): DoCall {
  const { queue } = stage;
  const work = databaseWork(queue, {
    projectDir: '/project',
    actions: openFeatureDoor(null, queue),
  });
  // The tools of this server use no other part.
  const host = { project: 'till', queue, work } as ToolHost;
  return (asked) => doCall(host, { kind: 'person' }, asked);
}

async function call(name: string, input: Record<string, unknown>): Promise<CallToolResult> {
  return (await client.callTool({ name, arguments: input })) as CallToolResult;
}

function textOf(result: CallToolResult): string {
  return result.content.map((part) => (part.type === 'text' ? part.text : part.type)).join('');
}

describe('the feature server', () => {
  it('is one of the servers that can be named', () => {
    expect(serverNames).toContain('feature');
    expect(isServerName('toString')).toBe(false);
  });

  it('lists its tools, each with schemas for both ways and a word on what it changes', async () => {
    expect(client.getServerVersion()?.name).toBe('agent-tui-feature');
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(serverTools.feature.map(({ name }) => name));
    for (const tool of tools) {
      expect(tool.title).not.toBe('');
      expect(tool.description).toMatch(/\.$/);
      expect(tool.inputSchema.type).toBe('object');
      expect(tool.outputSchema?.type).toBe('object');
      expect(tool.annotations?.readOnlyHint).toBeTypeOf('boolean');
      expect(tool.annotations?.destructiveHint).toBeTypeOf('boolean');
    }
  });

  it('answers a tool that it does not have with an error', async () => {
    expect((await call('feature_drop', {})).isError).toBe(true);
  });
});

describe('feature_get', () => {
  it('gives one feature, for programs and for people', async () => {
    const result = await call('feature_get', { id: 2 });
    expect(result.isError).toBeFalsy();
    expect(textOf(result)).toBe('#2 Report: pending');
    expect(result.structuredContent).toEqual({
      id: 2,
      name: 'Report',
      description: 'sums',
      category: 'general',
      difficulty: 'normal',
      priority: 100,
      acceptance: '',
      state: 'pending',
      dependsOn: [1],
      attempts: 0,
      lastError: null,
    });
  });

  it('gives what is so now', async () => {
    stage.requeue(stage.take(), { reason: 'adds() is red' });
    const { structuredContent } = await call('feature_get', { id: 1 });
    expect(structuredContent).toMatchObject({ attempts: 1, lastError: 'adds() is red' });
  });

  it('says what to do about a number that is not there', async () => {
    const result = await call('feature_get', { id: 99 });
    expect(result.isError).toBe(true);
    expect(textOf(result)).toBe(
      'there is no feature 99\nfeature_get_stats says how many there are; numbers begin at 1',
    );
  });

  it.each([{}, { id: 'one' }, { id: 0 }, { id: -1 }, { id: 1.5 }, { id: null }])(
    'refuses %j by the name of the field',
    async (input) => {
      const result = await call('feature_get', input);
      expect(result.isError).toBe(true);
      expect(textOf(result)).toContain('id');
      expect(result.structuredContent).toBeUndefined();
    },
  );
});

describe('feature_get_stats', () => {
  it('counts the features by state', async () => {
    stage.mergeNext();
    stage.take();
    stage.queue.features.block(3, 'person', 'not now');
    const result = await call('feature_get_stats', {});
    expect(textOf(result)).toBe('till: 1 of 3 merged');
    expect(result.structuredContent).toEqual({
      project: 'till',
      total: 3,
      pending: 0,
      inProgress: 1,
      verifying: 0,
      merged: 1,
      blocked: 1,
      cancelled: 0,
    });
  });
});

describe('a server over standard input and output', () => {
  const lines = (...messages: object[]) =>
    messages.map((message) => `${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`).join('');
  const hello = lines(
    {
      id: 1,
      method: 'initialize',
      params: {
        protocolVersion: '2025-06-18',
        capabilities: {},
        clientInfo: { name: 'pipe', version: '1' },
      },
    },
    { method: 'notifications/initialized' },
  );

  it('answers all that was asked before its input ended, then ends', async () => {
    const stdin = new PassThrough();
    const stdout = new PassThrough();
    const served = serveStdio('feature', calls(), { stdin, stdout });
    const call = { name: 'feature_get', arguments: { id: 1 } };
    stdin.end(hello + lines({ id: 2, method: 'tools/call', params: call }));
    await served;
    stdout.end();
    const answers = (await text(stdout))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(answers).toMatchObject([
      { id: 1, result: { serverInfo: { name: 'agent-tui-feature' } } },
      { id: 2, result: { structuredContent: { name: 'Login' } } },
    ]);
  });

  it('goes on after a line that is no message', async () => {
    const stdin = new PassThrough();
    const stdout = new PassThrough();
    const served = serveStdio('feature', calls(), { stdin, stdout });
    stdin.write(`{"nonsense\n\n${hello}`);
    const [answer] = (await once(stdout, 'data')) as [Buffer];
    expect(answer.toString()).toContain('agent-tui-feature');
    stdin.end();
    await served;
  });
});
