import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { eventsOf, makeProject, oneAtWork, testOf, type Stage } from './stage.ts';
import { endEngine, told } from './told.ts';

const launcher = resolve(import.meta.dirname, '../../bin/agent-tui.cjs');

/** An official client that starts `agent-tui mcp SERVER` itself, as the entry of `mcp config` says. */
async function connectStdio(stage: Stage, server: string, env: Record<string, string> = {}) {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [launcher, 'mcp', server, '--project-dir', stage.dir],
    env: { ...stage.env, ...env },
    stderr: 'pipe',
  });
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(transport);
  onTestFinished(() => client.close());
  const call = async (name: string, input = {}) =>
    (await client.callTool({ name, arguments: input })) as CallToolResult;
  return { client, call, transport };
}

function textOf(result: CallToolResult): string {
  return result.content.map((part) => (part.type === 'text' ? part.text : part.type)).join('');
}

const alpha = [
  { write: 'src/alpha.js', text: 'export const alpha = 1;\n' },
  { write: 'test/alpha.test.js', text: testOf('alpha', 'alpha', '1') },
];

describe('an agent and its tools', () => {
  it('makes a checkpoint and hands in by tools, and its work lands', async () => {
    const stage = await makeProject([{ name: 'Alpha' }], {
      alpha: [
        [
          ...alpha,
          { call: 'feature/checkpoint_create', with: { message: 'alpha is there' } },
          { call: 'feature/feature_submit' },
          // It need not end by itself.
          { hang: true },
        ],
      ],
    });
    const run = await stage.run('run', '--json');
    expect(run.code, run.stderr).toBe(0);
    const events = eventsOf(run);
    const reasons = events.filter(({ event }) => event === 'checkpoint:created');
    expect(reasons.map(({ reason }) => reason)).toContain('request');
    expect(events.map(({ event }) => event)).toContain('feature:merged');
  });

  it('uses them still when its engine has died and another has taken it over', async () => {
    const stage = await makeProject([{ name: 'Alpha' }], {
      alpha: [[{ wait: 4_000 }, ...alpha, { call: 'feature/feature_submit' }, { hang: true }]],
    });
    const first = stage.start('run', '--json');
    await told(first, 'session:started');
    await endEngine(first, 'SIGKILL');
    const second = await stage.run('run', '--json');
    const events = eventsOf(second).map(({ event }) => event);
    expect(events).toContain('session:adopted');
    expect(events).not.toContain('session:started');
    expect(events).toContain('feature:merged');
    expect(second.code).toBe(0);
  });
});

describe('a hand-in that was answered', () => {
  it('is judged by the next engine when its own was killed just then', async () => {
    const stage = await makeProject([{ name: 'Alpha' }], {
      alpha: [[...alpha, { call: 'feature/feature_submit' }, { hang: true }]],
    });
    const first = stage.start('run', '--json');
    // The checkpoint is written down before the call is answered, and the agent would go on for ever.
    await told(first, 'checkpoint:created');
    await endEngine(first, 'SIGKILL');
    const second = await stage.run('run', '--json');
    const events = eventsOf(second).map(({ event }) => event);
    expect(events).toContain('session:adopted');
    expect(events).not.toContain('feature:requeued');
    expect(events).toContain('feature:merged');
    expect(second.code).toBe(0);
  });
});

describe('agent-tui mcp over stdio', () => {
  it('reads and adds on the database while no engine runs, and says what needs one', async () => {
    const stage = await makeProject([{ name: 'Alpha' }], {});
    const { call } = await connectStdio(stage, 'feature');
    expect(textOf(await call('feature_get_stats'))).toMatch(/0 of 1 merged$/);
    expect(
      (await call('feature_create_bulk', { features: [{ name: 'Beta' }] })).isError,
    ).toBeFalsy();
    expect(textOf(await call('feature_get', { id: 2 }))).toBe('#2 Beta: pending');
    const claim = await call('feature_claim_batch');
    expect(claim.isError).toBe(true);
    expect(textOf(claim)).toContain('no engine of this project runs');
  });

  it('goes through the engine as soon as one runs, and back to the database when it is gone', async () => {
    const stage = await oneAtWork();
    const { call } = await connectStdio(stage, 'feature');
    expect(textOf(await call('feature_get', { id: 1 }))).toBe('#1 Long: pending');
    const engine = stage.start('run', '--json');
    await told(engine, 'session:started');
    expect(textOf(await call('feature_submit', { featureId: 1 }))).toContain(
      'in the hands of agent-1',
    );
    await endEngine(engine, 'SIGTERM');
    expect(textOf(await call('feature_submit', { featureId: 1 }))).toContain('no engine');
  });

  it('ends with its client, whatever it was doing', async () => {
    const stage = await makeProject([], {});
    const { client, transport } = await connectStdio(stage, 'feature');
    const { pid } = transport;
    await client.close();
    expect(pid).not.toBeNull();
    expect(await stage.leftovers()).toEqual([]);
  });

  it('names the servers for one that it does not know', async () => {
    const stage = await makeProject([], {});
    const { code, stderr } = await stage.run('mcp', 'nothing');
    expect(code).toBe(2);
    expect(stderr).toContain('use one of: test, knowledge, model-settings, feature');
  });
});

describe('agent-tui mcp config', () => {
  it.each([
    ['claude', 'mcpServers'],
    ['gemini', 'mcpServers'],
    ['cursor', 'mcpServers'],
    ['vscode', 'servers'],
    ['opencode', 'mcp'],
  ])('prints an entry for %s that starts the server', async (client, key) => {
    const stage = await makeProject([], {});
    const { stdout, stderr } = await stage.run('mcp', 'config', '--client', client);
    expect(stderr).toMatch(/^put this into /);
    const entries = (JSON.parse(stdout) as Record<string, Record<string, object>>)[key] ?? {};
    expect(Object.keys(entries)).toEqual(
      ['test', 'knowledge', 'model-settings', 'feature'].map((name) => `agent-tui-${name}`),
    );
    expect(JSON.stringify(entries['agent-tui-feature'])).toContain('"mcp","feature"');
  });

  it('prints TOML for codex, and one server where only one is asked for', async () => {
    const stage = await makeProject([], {});
    const { stdout } = await stage.run('mcp', 'config', '--client', 'codex', '--server', 'test');
    expect(stdout).toMatch(/^\[mcp_servers\.agent-tui-test\]\ncommand = ".+"\nargs = \[.+\]\n$/);
  });
});
