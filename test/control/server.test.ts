import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openProject, startEngine } from '../../src/engine/index.ts';
import { makeProject } from '../e2e/stage.ts';
import { draftOf, socketOf, startOne } from './stage.ts';
import { talkTo } from './talk.ts';

const garbage: readonly (readonly [string, string, number])[] = [
  ['what is no JSON', 'garbage\n', -32700],
  ['bytes that are no text', '\u0000\u0001\u001b[31m\n', -32700],
  ['a list of requests', '[{"jsonrpc":"2.0","id":1,"method":"status"}]\n', -32600],
  ['JSON that is no request', '{"id":1,"method":"status"}\n', -32600],
  ['a method that is not there', '{"jsonrpc":"2.0","id":1,"method":"toString"}\n', -32601],
  ['parameters that do not fit', '{"jsonrpc":"2.0","id":1,"method":"agent.kill"}\n', -32602],
  [
    'parameters that nobody asked for',
    '{"jsonrpc":"2.0","id":1,"method":"land","params":{"force":true}}\n',
    -32602,
  ],
];

describe('the control socket', () => {
  it('is for its owner alone, and is gone when the engine has ended', async () => {
    const { engine, project } = await startOne();
    const path = socketOf(project.paths.stateDir);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(project.paths.stateDir).mode & 0o777).toBe(0o700);
    const { closed } = await talkTo(path);
    await engine.stop('checkpoint-and-stop');
    await closed;
    expect(existsSync(path)).toBe(false);
  });

  it('lets two programs act on the same engine at once', async () => {
    const { project, engine, happens } = await startOne();
    await happens('session:started');
    const path = socketOf(project.paths.stateDir);
    const [first, second] = [await talkTo(path), await talkTo(path)];
    const [paused, added] = await Promise.all([
      first.ask('agent.pause', { agent: 'agent-1' }),
      second.ask('feature.add', { features: [draftOf('Other')] }),
    ]);
    expect(paused).toEqual({ jsonrpc: '2.0', id: 1001, result: null });
    expect(added).toMatchObject({ result: [{ id: 2, name: 'Other', state: 'pending' }] });
    const { agents, features } = engine.view();
    expect(agents).toMatchObject([{ state: 'paused' }]);
    expect(Array.from(features, ({ name }) => name)).toEqual(['Work', 'Other']);
  });

  it('says what the engine refuses in its own words, with what to do', async () => {
    const { project } = await startOne();
    const { ask } = await talkTo(socketOf(project.paths.stateDir));
    expect(await ask('agent.kill', { agent: 'agent-7' })).toMatchObject({
      error: {
        code: -32000,
        message: 'there is no agent slot agent-7',
        data: { code: 'usage', hint: 'the slots are agent-1' },
      },
    });
  });

  it('answers words for an agent with the feature that is told them', async () => {
    const { project, happens } = await startOne();
    await happens('session:started');
    const { ask } = await talkTo(socketOf(project.paths.stateDir));
    expect(await ask('agent.send', { agent: 'agent-1', text: 'mind the tabs' })).toMatchObject({
      result: 1,
    });
  });

  it('blocks a feature that is worked on and ends its agent', async () => {
    const { project, happens, engine } = await startOne();
    await happens('session:started');
    const { ask } = await talkTo(socketOf(project.paths.stateDir));
    expect(await ask('feature.block', { id: 1 })).toMatchObject({ result: null });
    expect((await happens('session:ended')).facts).toMatchObject({ ending: 'killed' });
    expect(await ask('feature.block', { id: 1 })).toMatchObject({
      error: { message: 'feature 1 is blocked and cannot be blocked' },
    });
    expect(engine.view().features.at(0)?.state).toBe('blocked');
  });

  it('answers whatever is no request with an error, and the next request as ever', async () => {
    const { project } = await startOne();
    for (const [what, text, code] of garbage) {
      const { send, told, ask } = await talkTo(socketOf(project.paths.stateDir));
      send(text);
      const { error } = await told((message) => 'error' in message);
      expect(error, what).toMatchObject({ code, data: { code: 'usage' } });
      expect(await ask('hello')).toMatchObject({ result: { protocol: 1, pid: process.pid } });
    }
  });

  it('takes a request in pieces, and forgets half of one whose sender goes away', async () => {
    const { project, engine } = await startOne();
    const path = socketOf(project.paths.stateDir);
    const pieces = await talkTo(path);
    for (const piece of ['{"jsonrpc":"2.0",', '"id":7,"method":"run.', 'pause"}', '\n']) {
      pieces.send(piece);
    }
    await pieces.told((message) => message['id'] === 7);
    expect(engine.view().run.state).toBe('paused');
    const half = await talkTo(path);
    half.send('{"jsonrpc":"2.0","id":8,"method":"run.resume"');
    half.socket.end();
    await half.closed;
    expect(half.messages).toMatchObject([{ id: null, error: { code: -32700 } }]);
    expect(engine.view().run.state).toBe('paused');
  });

  it('does a request without an id and answers nothing', async () => {
    const { project, engine } = await startOne();
    const { send, ask, messages } = await talkTo(socketOf(project.paths.stateDir));
    send('{"jsonrpc":"2.0","method":"run.pause","params":{"reason":"lunch"}}\n');
    await ask('hello');
    expect(engine.view().run).toMatchObject({ state: 'paused', reason: 'lunch' });
    expect(messages).toHaveLength(1);
  });
});

describe('one who follows a run', () => {
  it('is told everything once, then only what has changed, with the events', async () => {
    const { project, happens, engine } = await startOne();
    await happens('session:started');
    await engine.addFeatures([draftOf('Quiet')]);
    const follower = await talkTo(socketOf(project.paths.stateDir));
    expect(await follower.ask('subscribe')).toMatchObject({ result: null });
    const first = await follower.told((message) => message['method'] === 'changed');
    expect(first['params']).toMatchObject({
      head: { run: { state: 'running' }, agents: [{ name: 'agent-1', feature: 1 }] },
      features: [{ name: 'Work' }, { name: 'Quiet', status: 'ready' }],
    });
    await engine.setPriority(2, 3);
    const next = await follower.told((message) => JSON.stringify(message).includes('edited'));
    expect(next['params']).toMatchObject({
      features: [{ id: 2, priority: 3 }],
      events: [{ type: 'feature:edited', featureId: 2 }],
    });
  });

  it('is told how the run ended before the connection closes', async () => {
    const { project, engine } = await startOne();
    const follower = await talkTo(socketOf(project.paths.stateDir));
    await follower.ask('subscribe');
    await engine.stop('checkpoint-and-stop');
    await follower.closed;
    expect(follower.messages.at(-1)).toMatchObject({
      params: { head: { run: { state: 'finished' } } },
    });
  });
});

describe('where the control socket is', () => {
  it('is a short directory of its own when the path of the state is too long', async () => {
    const stage = await makeProject([], {});
    const state = join(stage.home, 'deep'.repeat(30));
    const env = { ...stage.env, AGENT_TUI_STATE: state, TMPDIR: stage.home };
    const project = await openProject({ dir: stage.dir, env });
    const engine = await startEngine(project, { endsByItself: false, env });
    onTestFinished(async () => {
      await engine.stop('checkpoint-and-stop');
      project.close();
    });
    const path = await readFile(join(state, 'control.place'), 'utf8');
    expect(dirname(dirname(path))).toBe(stage.home);
    expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(await (await talkTo(path)).ask('hello')).toHaveProperty('result');
    await engine.stop('checkpoint-and-stop');
    expect([existsSync(dirname(path)), existsSync(join(state, 'control.place'))]).toEqual([
      false,
      false,
    ]);
  });

  it('is missing where something is in its way: the engine runs and says why', async () => {
    const stage = await makeProject([], {});
    const project = await openProject({ dir: stage.dir, env: stage.env });
    mkdirSync(join(socketOf(project.paths.stateDir), 'in-the-way'), { recursive: true });
    const engine = await startEngine(project, { endsByItself: false, env: stage.env });
    onTestFinished(() => {
      project.close();
    });
    expect(engine.view().banner).toMatch(/cannot open the control socket .*control\.sock/);
    await engine.stop('checkpoint-and-stop');
  });

  it('takes the place of what a dead engine left, and of nothing that is not ours', async () => {
    const stage = await makeProject([], {});
    const project = await openProject({ dir: stage.dir, env: stage.env });
    const { stateDir } = project.paths;
    // A socket that nobody listens on any more, and a place that names what was never a socket of ours.
    const server = createServer().listen(socketOf(stateDir));
    await new Promise((resolve) => server.once('listening', resolve));
    writeFileSync(join(stateDir, 'control.place'), join(stage.dir, 'package.json'));
    const engine = await startEngine(project, { endsByItself: false, env: stage.env });
    onTestFinished(async () => {
      await engine.stop('checkpoint-and-stop');
      project.close();
      server.close();
    });
    const { ask } = await talkTo(socketOf(stateDir));
    expect(await ask('hello')).toMatchObject({ result: { pid: process.pid } });
    expect(existsSync(join(stage.dir, 'package.json'))).toBe(true);
    expect(existsSync(join(stateDir, 'control.place'))).toBe(false);
  });
});
