import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { until } from '../engine/stage.ts';
import { send } from './raw-request.ts';
import { callOn, startTools, textOf, type ToolStage } from './stage.ts';

const hello = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'raw', version: '1' },
  },
};

function headersOf(token: string): Record<string, string> {
  return {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
  };
}

async function raw(stage: ToolStage, change: Parameters<typeof send>[1], server = 'feature') {
  const headers = { ...headersOf(stage.token(1)), ...change.headers };
  const body = change.body ?? JSON.stringify(hello);
  return send(`${stage.baseUrl}/${server}`, { ...change, headers, body });
}

describe('tools over HTTP', () => {
  it('lets an agent list and call the tools of its attempt', async () => {
    const stage = await startTools();
    const client = await stage.connect('feature', stage.token(1));
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toContain('feature_submit');
    expect(textOf(await callOn(client, 'feature_get_next'))).toBe('#1 Work 1: in_progress');
  });

  it('refuses whoever is not an agent of this engine, each with what to do', async () => {
    const stage = await startTools();
    const cases: readonly [string, Record<string, string>, number][] = [
      ['a foreign Host', { host: 'evil.example' }, 403],
      ['a foreign Host with a port', { host: 'evil.example:80' }, 403],
      ['a foreign Origin', { origin: 'http://evil.example' }, 403],
      ['the Origin null', { origin: 'null' }, 403],
      ['no token', { authorization: '' }, 401],
      ['another scheme', { authorization: 'Basic YTpi' }, 401],
      ['a token that nobody gave out', { authorization: `Bearer ${'a'.repeat(64)}` }, 401],
      ['a content type that is no JSON', { 'content-type': 'text/plain' }, 415],
      ['an Accept that takes no stream', { accept: 'application/json' }, 406],
      ['a session id of nobody', { 'mcp-session-id': 'made-up' }, 404],
    ];
    for (const [what, headers, status] of cases) {
      const answer = await raw(stage, { headers });
      expect.soft(answer.status, what).toBe(status);
      expect.soft(answer.body, what).toMatch(/"error"/);
    }
  });

  it('refuses a body that is no message, and takes the next request', async () => {
    const stage = await startTools();
    const cases: readonly [string, string | Buffer, number][] = [
      ['no JSON', '{"jsonrpc"', 400],
      ['a list of messages', JSON.stringify([hello, hello]), 400],
      ['no hello', JSON.stringify({ jsonrpc: '2.0', id: 2, method: 'tools/list' }), 404],
      ['10 MB', Buffer.alloc(10 * 1024 * 1024, 'a'), 413],
    ];
    for (const [what, body, status] of cases) {
      expect.soft((await raw(stage, { body })).status, what).toBe(status);
      expect.soft((await raw(stage, {})).status, what).toBe(200);
    }
    for (const method of ['GET', 'PUT', 'OPTIONS']) {
      const answer = await raw(stage, { method, body: '' });
      expect.soft(answer.status, method).toBe(405);
      expect.soft(answer.headers['allow'], method).toBe('POST, DELETE');
    }
    const nowhere = await raw(stage, {}, 'nothing');
    expect(nowhere.status).toBe(404);
    expect(nowhere.body).toContain('/mcp/feature');
  });

  it('takes no more of a long body than its limit, also when its length is not told', async () => {
    const stage = await startTools();
    const headers = { ...headersOf(stage.token(1)), 'transfer-encoding': 'chunked' };
    const answer = await new Promise<number>((resolve, reject) => {
      const sent = request(`${stage.baseUrl}/feature`, { method: 'POST', headers }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      sent.on('error', reject);
      sent.write(Buffer.alloc(2 * 1024 * 1024, 'a'));
    });
    expect(answer).toBe(413);
  });

  it('does not let one token use the session of another', async () => {
    const stage = await startTools(2);
    const begun = await raw(stage, {});
    const id = String(begun.headers['mcp-session-id']);
    const headers = { ...headersOf(stage.token(2)), 'mcp-session-id': id };
    const body = JSON.stringify({ jsonrpc: '2.0', id: 2, method: 'tools/list' });
    expect((await send(`${stage.baseUrl}/feature`, { headers, body })).status).toBe(404);
  });

  it('refuses the token of an attempt that is over, and says so', async () => {
    const stage = await startTools();
    const token = stage.token(1);
    await stage.engine.cancelFeature(1);
    await until(() => {
      expect(stage.queue.features.find(1)?.state).toBe('cancelled');
    });
    const answer = await send(`${stage.baseUrl}/feature`, {
      headers: headersOf(token),
      body: JSON.stringify(hello),
    });
    expect(answer.status).toBe(403);
    expect(answer.body).toContain('attempt 1 of feature 1 is over: the feature is cancelled');
  });
});
