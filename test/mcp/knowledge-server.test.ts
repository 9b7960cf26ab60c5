import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Caller, ToolHost } from '../../src/engine/index.ts';
import { doCall } from '../../src/mcp/index.ts';
import { serverTools } from '../../src/mcp/servers/index.ts';
import { KnowledgeStage } from '../knowledge/stage.ts';

let stage: KnowledgeStage;
beforeEach(() => {
  stage = new KnowledgeStage();
  stage.add(
    { name: 'User login', description: 'a form', category: 'auth' },
    { name: 'Login by mail', description: 'a form', category: 'auth' },
    'Invoices',
  );
});
afterEach(() => {
  stage.close();
});

const person: Caller = { kind: 'person' };
const agent: Caller = { kind: 'attempt', agent: 'agent-1', featureId: 2, epoch: 1 };

/** Calls a tool on the rows of the stage. */
function call(tool: string, input: object, caller: Caller = agent): Promise<CallToolResult> {
  const models = {
    best: ({ category, difficulty }: { category: string; difficulty: string }) => ({
      tier: 'top',
      model: 'opus',
      reason: `${category} that is ${difficulty}: 6 of 7 landed`,
      n: 7,
    }),
  };
  const { queue, knowledge } = stage;
  // The tools of this server use no other part.
  const host = { project: 'till', queue, knowledge, models } as unknown as ToolHost;
  const signal = new AbortController().signal;
  return doCall(host, caller, {
    server: 'knowledge',
    tool,
    input,
    signal,
    progress: () => undefined,
  });
}

function textOf(result: CallToolResult): string {
  return result.content.map((part) => (part.type === 'text' ? part.text : part.type)).join('');
}

describe('the knowledge server', () => {
  it('describes every tool and every field', () => {
    expect(serverTools.knowledge.map(({ name }) => name)).toEqual([
      'get_similar_features',
      'get_reference_prompt',
      'store_pattern',
      'get_best_model',
    ]);
    for (const { description, input, output } of serverTools.knowledge) {
      expect(description).toMatch(/\.$/);
      for (const [name, field] of Object.entries({ ...input, ...output })) {
        expect((field as { description?: string }).description, name).toBeTruthy();
      }
    }
  });
});

describe('get_similar_features', () => {
  it("finds what is like an agent's own feature, without that feature itself", async () => {
    stage.record(1, 'landed', { files: ['src/login.ts'], model: 'opus' });
    stage.record(2, 'rejected');
    const result = await call('get_similar_features', {});
    expect(textOf(result)).toBe(
      '1 similar, 1 landed, first try 0; opus 1 of 1\n1 User login: landed',
    );
    expect(result.structuredContent).toMatchObject({
      similar: [{ id: 1, featureId: 1, outcome: 'landed', files: ['src/login.ts'] }],
      counts: { similar: 1, landed: 1, byModel: [{ model: 'opus', landed: 1, of: 1 }] },
    });
  });

  it('does not give what only words say as an outcome', async () => {
    stage.import({ feature: 'Login page', outcome: 'landed' });
    const { structuredContent } = await call('get_similar_features', { text: 'login' }, person);
    expect(structuredContent).toMatchObject({
      similar: [{ outcome: 'not_judged', importedFrom: 'shop.jsonl' }],
      counts: { similar: 0, landed: 0 },
    });
  });

  it('finds by paths alone, and says so when there is nothing', async () => {
    stage.record(3, 'landed', { files: ['src/invoices/list.ts'] });
    const asked = { paths: ['src/invoices'] };
    expect((await call('get_similar_features', asked)).structuredContent).toMatchObject({
      similar: [{ feature: 'Invoices' }],
    });
    const nothing = await call('get_similar_features', { text: 'zebra' });
    expect(textOf(nothing)).toBe('Nothing similar is known.');
  });

  it('asks a person for words', async () => {
    const result = await call('get_similar_features', {}, person);
    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain('say in text what is to be built');
  });

  it.each([
    { limit: 0 },
    { limit: 21 },
    { text: 'x'.repeat(4_001) },
    { paths: Array(21).fill('a') },
    { x: 1 },
  ])('refuses what is out of bounds (%#)', async (input) => {
    expect((await call('get_similar_features', input)).isError).toBe(true);
  });
});

describe('get_reference_prompt', () => {
  it('gives the text and its counts', async () => {
    stage.record(1, 'landed');
    const result = await call('get_reference_prompt', {});
    expect(textOf(result)).toContain('1 similar, 1 landed');
    expect(result.structuredContent).toMatchObject({ counts: { similar: 1, landed: 1 } });
  });

  it('gives null when nothing is known', async () => {
    const result = await call('get_reference_prompt', { text: 'login' });
    expect(result.structuredContent).toMatchObject({ text: null, counts: { similar: 0 } });
  });
});

describe('store_pattern', () => {
  const words = { approach: 'a cookie', lessons: ['Mind the clock'] };

  it("keeps an agent's words with its own feature, and says what counts", async () => {
    const result = await call('store_pattern', words);
    expect(textOf(result)).toContain('Only the outcome of the gate counts as success.');
    expect(result.structuredContent).toEqual({
      id: 1,
      featureId: 2,
      lessons: 1,
      countsAsSuccess: false,
    });
    expect(stage.knowledge.find(1)).toMatchObject({ featureId: 2, outcome: 'lesson' });
  });

  it('refuses an agent that speaks of another feature, and tells it its own', async () => {
    const result = await call('store_pattern', { ...words, featureId: 1 });
    expect(result.isError).toBe(true);
    expect(textOf(result)).toBe(
      'your token is for feature 2, not for feature 1\nleave featureId out, or name 2',
    );
    expect(stage.patterns.stats().patterns).toBe(0);
  });

  it('needs to be told by a person which feature it is about', async () => {
    expect(textOf(await call('store_pattern', words, person))).toContain('featureId is needed');
    const result = await call('store_pattern', { ...words, featureId: 1 }, person);
    expect(result.structuredContent).toMatchObject({ featureId: 1 });
    const absent = await call('store_pattern', { ...words, featureId: 9 }, person);
    expect(textOf(absent)).toContain('there is no feature 9');
  });

  it.each([
    [{ outcome: 'landed', lessons: ['x'] }, 'outcome'],
    [{}, 'there is nothing to keep'],
    [{ lessons: ['AKIAABCDEFGHIJKLMNOP'] }, 'an AWS key'],
    [{ lessons: ['x'.repeat(1_001)] }, 'lessons.0'],
    [{ lessons: Array.from({ length: 11 }, () => 'x') }, 'lessons'],
  ])('refuses %.60j and says why', async (input, why) => {
    const result = await call('store_pattern', input);
    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain(why);
  });
});

describe('get_best_model', () => {
  it('asks the models, and always says n', async () => {
    const result = await call('get_best_model', { category: 'auth' });
    expect(textOf(result)).toBe('opus (top): auth that is normal: 6 of 7 landed (n = 7)');
    expect(result.structuredContent).toMatchObject({ tier: 'top', model: 'opus', n: 7 });
  });
});
