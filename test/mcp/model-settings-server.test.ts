import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import type { Caller, ToolHost } from '../../src/engine/index.ts';
import { openModels } from '../../src/engine/models/open-models.ts';
import { createServer } from '../../src/mcp/create-server.ts';
import { doCall } from '../../src/mcp/do-call.ts';
import { QueueStage } from '../queue/stage.ts';

const agent: Caller = { kind: 'attempt', agent: 'agent-1', featureId: 1, epoch: 1 };
const person: Caller = { kind: 'person' };

let stage: QueueStage;
let caller: Caller;
let client: Client;
beforeEach(async () => {
  stage = new QueueStage();
  caller = person;
  const settings = { driver: 'command' as const, command: ['agent'], models: { top: 'big' } };
  const models = openModels({
    db: stage.db,
    now: () => stage.now,
    config: { agents: { sh: settings }, preset: 'balanced', budgets: {} },
    runPreset: null,
    agent: { name: 'sh', settings },
    priceOf: () => null,
  });
  // These tools use no other part.
  const host = { project: 'till', queue: stage.queue, models } as unknown as ToolHost;
  client = new Client({ name: 'test', version: '1' });
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await createServer('model-settings', (call) => doCall(host, caller, call)).connect(theirs);
  await client.connect(ours);
});
afterEach(async () => {
  await client.close();
  stage.close();
});

async function call(name: string, input: Record<string, unknown> = {}): Promise<CallToolResult> {
  return (await client.callTool({ name, arguments: input })) as CallToolResult;
}

function textOf({ content }: CallToolResult): string {
  return content.map((part) => (part.type === 'text' ? part.text : part.type)).join('');
}

const best = { category: 'docs' };

describe('the model-settings server', () => {
  it('lists its tools, and which of them change something', async () => {
    const { tools } = await client.listTools();
    const readOnly = tools.map(({ name, annotations }) => [name, annotations?.readOnlyHint]);
    expect(readOnly).toEqual([
      ['get_presets', true],
      ['apply_preset', false],
      ['get_best_model', true],
      ['update_settings', false],
    ]);
    for (const { description, inputSchema } of tools) {
      expect(description).toMatch(/[.]$/);
      const fields = Object.values(inputSchema.properties ?? {}) as { description?: string }[];
      expect(fields.every((field) => (field.description ?? '') !== '')).toBe(true);
    }
  });
});

describe('get_presets', () => {
  it('gives every preset, and what is in force', async () => {
    const { structuredContent, content } = await call('get_presets');
    expect(content).toEqual([
      {
        type: 'text',
        text: 'balanced is in force: top tier, small for tests, docs and what is easy',
      },
    ]);
    expect(structuredContent).toMatchObject({ settings: { preset: 'balanced', models: {} } });
    const { presets } = structuredContent as { presets: { name: string; tiers: string[] }[] };
    expect(presets.map(({ name }) => name)).toEqual([
      'quality',
      'balanced',
      'economy',
      'cheap',
      'experimental',
    ]);
  });
});

describe('get_best_model', () => {
  it('says the model, why, and how much is known', async () => {
    const result = await call('get_best_model', { category: 'auth' });
    expect(textOf(result)).toBe('top (big): preset balanced gives top to auth, n = 0');
    expect(result.structuredContent).toMatchObject({ tier: 'top', model: 'big', n: 0 });
    const easy = await call('get_best_model', { category: 'api', difficulty: 'easy' });
    expect(easy.structuredContent).toMatchObject({ tier: 'small', model: null });
  });

  test.each([
    {},
    { category: '' },
    { category: 'x'.repeat(101) },
    { category: 'a', difficulty: 'x' },
  ])('refuses %j', async (input) => {
    expect((await call('get_best_model', input)).isError).toBe(true);
  });
});

describe('apply_preset', () => {
  it('is in force from the next attempt on, and is told', async () => {
    const result = await call('apply_preset', { preset: 'quality' });
    expect(result.structuredContent).toMatchObject({ preset: 'quality' });
    expect((await call('get_best_model', best)).structuredContent).toMatchObject({ tier: 'top' });
    expect(stage.told()).toEqual(['preset:applied #null']);
  });

  it('refuses what is no preset, and changes nothing', async () => {
    expect((await call('apply_preset', { preset: 'best' })).isError).toBe(true);
    expect(stage.told()).toEqual([]);
  });
});

describe('update_settings', () => {
  it('sets names and tiers, and null takes them back', async () => {
    const set = { models: { sh: { small: 'tiny' } }, categories: { docs: 'small' } };
    expect((await call('update_settings', set)).structuredContent).toMatchObject(set);
    expect((await call('get_best_model', best)).structuredContent).toMatchObject({
      model: 'tiny',
      basis: 'person',
    });
    const taken = await call('update_settings', { categories: { docs: null } });
    expect(taken.structuredContent).toMatchObject({ categories: {}, models: set.models });
  });

  test.each([
    {},
    { models: { nobody: { top: 'x' } } },
    { models: { sh: { best: 'x' } } },
    { models: { sh: { top: '' } } },
    { models: { sh: { top: 'x'.repeat(201) } } },
    { categories: { docs: 'enormous' } },
  ])('refuses %j, and changes nothing', async (input) => {
    expect((await call('update_settings', input)).isError).toBe(true);
    expect(stage.told()).toEqual([]);
  });
});

describe('an agent', () => {
  beforeEach(() => {
    caller = agent;
  });

  it('may read', async () => {
    expect((await call('get_presets')).isError).toBeFalsy();
    expect((await call('get_best_model', best)).isError).toBeFalsy();
  });

  test.each([
    ['apply_preset', { preset: 'quality' }],
    ['update_settings', { categories: { docs: 'top' } }],
  ] as const)('may not call %s: it does not set its own price', async (name, input) => {
    const result = await call(name, input);
    expect(result.isError).toBe(true);
    expect(textOf(result)).toBe(
      `${name} is the person's word: an agent does not set its own price\ngo on with the model that you have; get_presets and get_best_model may be read`,
    );
    expect(stage.told()).toEqual([]);
  });
});
