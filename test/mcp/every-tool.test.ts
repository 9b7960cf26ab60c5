import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemRandom } from '../../src/engine/platform/random.ts';
import { issueToken } from '../../src/engine/tool-host/callers.ts';
import { serverNames, type ServerName } from '../../src/mcp/index.ts';
import { serverTools } from '../../src/mcp/servers/index.ts';
import { send } from './raw-request.ts';
import { callOn, startTools, textOf, type ToolStage } from './stage.ts';

type Json = Readonly<Record<string, unknown>>;

/** What every tool is called with. */
interface Row {
  readonly server: ServerName;
  readonly tool: string;
  readonly good: Json;
  readonly bad: Json;
  /** The input that is about the feature of somebody else; absent where a tool is about none, or only reads. */
  readonly foreign?: Json;
  /** An agent may not do this at all: only the person may. */
  readonly personsOnly?: true;
  /** It ends the attempt: each such tool has a feature of its own. */
  readonly ends?: number;
}

const unknown = { made_up: true };

const rows: readonly Row[] = [
  { server: 'test', tool: 'detect_project_framework', good: {}, bad: unknown, foreign: {} },
  {
    server: 'test',
    tool: 'get_framework_info',
    good: { id: 'vitest' },
    bad: { id: 'made-up' },
  },
  {
    server: 'test',
    tool: 'generate_test_file',
    good: { source: 'src/tax.js', tests: ['adds a fifth'] },
    bad: { source: '../outside.js', tests: ['x'] },
    foreign: { source: 'src/tax.js', tests: ['x'] },
  },
  {
    server: 'test',
    tool: 'run_tests',
    good: { file: 'test/sum.test.js' },
    bad: { file: 'test/none.test.js' },
    foreign: {},
  },
  {
    server: 'knowledge',
    tool: 'get_similar_features',
    good: { text: 'a login form' },
    bad: { text: 'x'.repeat(5_000) },
  },
  { server: 'knowledge', tool: 'get_reference_prompt', good: {}, bad: { paths: 'src' } },
  {
    server: 'knowledge',
    tool: 'get_best_model',
    good: { category: 'auth' },
    bad: { difficulty: 'odd' },
  },
  {
    server: 'knowledge',
    tool: 'store_pattern',
    good: { lessons: ['small steps'] },
    bad: { lessons: ['the key is AKIAIOSFODNN7EXAMPLE'] },
    foreign: { lessons: ['small steps'] },
  },
  { server: 'model-settings', tool: 'get_presets', good: {}, bad: unknown },
  {
    server: 'model-settings',
    tool: 'get_best_model',
    good: { category: 'auth' },
    bad: { category: '' },
  },
  {
    server: 'model-settings',
    tool: 'apply_preset',
    good: { preset: 'cheap' },
    bad: { preset: 'made-up' },
    personsOnly: true,
  },
  {
    server: 'model-settings',
    tool: 'update_settings',
    good: { categories: { auth: 'top' } },
    bad: { categories: { auth: 'huge' } },
    personsOnly: true,
  },
  { server: 'feature', tool: 'feature_get_stats', good: {}, bad: unknown },
  { server: 'feature', tool: 'feature_get_next', good: {}, bad: unknown },
  { server: 'feature', tool: 'feature_claim_batch', good: {}, bad: { count: 0 } },
  { server: 'feature', tool: 'feature_get', good: { id: 2 }, bad: { id: 'two' } },
  {
    server: 'feature',
    tool: 'feature_create_bulk',
    good: { features: [{ name: 'New' }] },
    bad: { features: [{ name: 'A', dependsOn: ['nobody'] }] },
  },
  {
    server: 'feature',
    tool: 'feature_ask',
    good: { question: 'Which?' },
    bad: { question: ' ' },
    foreign: { question: 'Which?' },
  },
  {
    server: 'feature',
    tool: 'checkpoint_create',
    good: { message: 'first' },
    bad: { message: '' },
    foreign: { message: 'first' },
  },
  { server: 'feature', tool: 'checkpoint_list', good: {}, bad: unknown, foreign: {} },
  {
    server: 'feature',
    tool: 'checkpoint_rollback',
    good: { epoch: 1, number: 1 },
    bad: { epoch: 1, number: 99 },
    foreign: { epoch: 1, number: 1 },
  },
  { server: 'feature', tool: 'heartbeat', good: {}, bad: unknown, foreign: {} },
  { server: 'feature', tool: 'feature_submit', good: {}, bad: unknown, foreign: {}, ends: 2 },
  { server: 'feature', tool: 'feature_mark_passing', good: {}, bad: unknown, foreign: {}, ends: 3 },
  {
    server: 'feature',
    tool: 'feature_skip',
    good: { reason: 'not now' },
    bad: { reason: '' },
    foreign: { reason: 'no' },
    ends: 4,
  },
];

/** Connects one client to each server, for one token. */
async function clientsOf(stage: ToolStage, token: string) {
  const pairs = serverNames.map(async (name) => [name, await stage.connect(name, token)] as const);
  const clients = new Map(await Promise.all(pairs));
  return (server: ServerName) => {
    const client = clients.get(server);
    if (client === undefined) throw new Error(`no client of ${server}`);
    return client;
  };
}

/** Calls a tool without a hello, as whoever has only a token would. */
function rawCall(stage: ToolStage, { server, tool, good }: Row, token: string, body?: Buffer) {
  const params = { name: tool, arguments: good };
  const call = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params });
  return send(`${stage.baseUrl}/${server}`, {
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body: body ?? call,
  });
}

describe('every tool', () => {
  it('has a row here', () => {
    const all = serverNames.flatMap((server) =>
      serverTools[server].map(({ name }) => `${server}/${name}`),
    );
    expect(rows.map(({ server, tool }) => `${server}/${tool}`).toSorted()).toEqual(all.toSorted());
  });

  it('refuses bad input by a result that says what to do, and does what good input asks', async () => {
    const stage = await startTools(4);
    const clients = await clientsOf(stage, stage.token(1));
    for (const { server, tool, bad } of rows) {
      const answer = await callOn(clients(server), tool, bad);
      expect.soft(answer.isError, `${tool}: ${textOf(answer)}`).toBe(true);
      expect.soft(textOf(answer).split('\n').length, tool).toBeGreaterThan(1);
      expect.soft(answer.structuredContent, tool).toBeUndefined();
    }
    for (const { server, tool, good, ends, personsOnly } of rows) {
      const token = stage.token(ends ?? 1);
      const client = ends === undefined ? clients(server) : await stage.connect(server, token);
      if (ends !== undefined) {
        const tree = join(stage.project.paths.worktrees, `agent-${String(ends)}`);
        await writeFile(join(tree, `src/new-${String(ends)}.js`), '// new\n');
      }
      const answer = await callOn(client, tool, good);
      expect.soft(answer.isError ?? false, `${tool}: ${textOf(answer)}`).toBe(personsOnly ?? false);
      if (personsOnly === undefined)
        expect.soft(answer.structuredContent, tool).toBeTypeOf('object');
    }
  });

  it('is refused with a wrong token, one of an older attempt, and a body of 10 MB', async () => {
    const stage = await startTools(1);
    const owner = { featureId: 1, epoch: 0, agent: 'agent-1' };
    const old = issueToken({ queue: stage.queue, random: systemRandom }, owner);
    const large = Buffer.alloc(10 * 1024 * 1024, 'a');
    for (const row of rows) {
      expect.soft((await rawCall(stage, row, 'f'.repeat(64))).status, row.tool).toBe(401);
      const late = await rawCall(stage, row, old);
      expect.soft(late.status, row.tool).toBe(403);
      expect.soft(late.body, row.tool).toContain('attempt 0 of feature 1 is over');
      expect.soft((await rawCall(stage, row, stage.token(1), large)).status, row.tool).toBe(413);
    }
  });

  it('does nothing to the feature of another agent', async () => {
    const stage = await startTools(2);
    const clients = await clientsOf(stage, stage.token(1));
    for (const { server, tool, foreign } of rows) {
      if (foreign === undefined) continue;
      const answer = await callOn(clients(server), tool, { ...foreign, featureId: 2 });
      expect.soft(answer.isError, tool).toBe(true);
      expect.soft(textOf(answer), tool).toContain('your token is for feature 1, not for feature 2');
    }
    expect(stage.engine.checkpoints(2)).toEqual([]);
    expect(stage.queue.features.find(2)?.state).toBe('in_progress');
  });

  it('can be cancelled, and the next call is answered as ever', async () => {
    const stage = await startTools(4);
    for (const { server, tool, good, ends } of rows) {
      const client = await stage.connect(server, stage.token(ends ?? 1));
      const cancel = new AbortController();
      const call = client.callTool({ name: tool, arguments: { ...good } }, undefined, {
        signal: cancel.signal,
      });
      setImmediate(() => {
        cancel.abort('not wanted any more');
      });
      // A quick tool may have answered before it was cancelled.
      const outcome = await call.then(
        () => 'answered',
        (error: unknown) => String(error),
      );
      expect.soft(outcome, tool).toMatch(/answered|not wanted/);
      // One that ends the attempt may have done so all the same.
      if (ends === undefined) expect.soft((await client.listTools()).tools, tool).not.toEqual([]);
    }
    // What was cancelled holds up nobody in the same work tree.
    const again = await callOn(await stage.connect('test', stage.token(1)), 'run_tests', {
      file: 'test/sum.test.js',
    });
    expect(again.structuredContent).toMatchObject({ verdict: 'passed' });
  });
});
