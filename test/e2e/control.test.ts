import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { expectRefusal, json, scripts, stateDirOf, until, withEngine } from './control-stage.ts';
import { ended, makeProject } from './stage.ts';

describe('from another terminal, while an engine runs', () => {
  it('agents are listed, paused, spoken to, killed and resumed', async () => {
    const { stage, said } = await withEngine();
    expect(json(await stage.run('agent', 'list', '--json'))).toMatchObject({
      engine: 'answers',
      agents: [{ name: 'agent-1', state: 'working', feature: 1, featureName: 'Work' }, {}, {}],
    });
    expect((await stage.run('agent', 'pause', 'agent-1')).stdout).toBe('agent-1 is paused\n');
    expect((await stage.run('agent', 'list')).stdout).toMatch(/^agent-1 {2}paused {2}#1 Work/);
    expect(json(await stage.run('agent', 'pause', '--all', '--json'))).toEqual({
      state: 'paused',
      reason: 'paused by a person',
    });
    expect((await stage.run('status')).stdout).toContain('paused (paused by a person)');
    expect((await stage.run('agent', 'resume', '--all')).stdout).toBe('the run goes on\n');
    const sent = await stage.run('agent', 'send', 'agent-1', 'mind', 'the', 'tabs');
    expect(sent.stdout).toBe('kept for #1 Work: its next attempt, if there is one, reads it\n');
    expect((await stage.run('feature', 'show', 'Work')).stdout).toContain(
      'message   mind the tabs',
    );
    expect((await stage.run('agent', 'kill', 'agent-1')).stdout).toMatch(/its work is kept/);
    await until(() => {
      expect(said()).toMatch(/session:ended.*"ending":"killed"/);
    });
    const logs = join(await stateDirOf(stage), 'logs');
    await until(async () => {
      const names = (await readdir(logs)).filter((name) => name.includes('1-2-'));
      const texts = await Promise.all(names.map((name) => readFile(join(logs, name), 'utf8')));
      expect(texts.join('\n')).toContain('mind the tabs');
    });
    expect((await stage.run('agent', 'resume', '--all')).stdout).toBe(
      'the run goes on\nstill paused: agent-1; agent-tui agent resume <agent>\n',
    );
    expectRefusal(await stage.run('agent', 'resume', 'agent-9'), 2, [
      /no agent slot agent-9/,
      /agent-1/,
    ]);
    expectRefusal(await stage.run('agent', 'pause'), 2, [/name one agent, or say --all/, /list/]);
  });

  it('features are added and changed, and one that is worked on is blocked with its agent', async () => {
    const { stage, engine, said } = await withEngine();
    const end = ended(engine);
    const added = await stage.run('feature', 'add', 'New', '--depends-on', 'Work', '--json');
    expect(json(added)).toMatchObject({ id: 3, name: 'New', state: 'pending', dependsOn: [1] });
    const edited = await stage.run('feature', 'edit', 'Later', '--name', 'Last', '--path', 'src//');
    expect(edited.stdout).toBe('#2 Last: changed\n');
    expect((await stage.run('feature', 'cancel', 'New')).stdout).toBe('#3 New: cancelled\n');
    expectRefusal(await stage.run('feature', 'cancel', '3'), 2, [/cannot be cancelled/, /list/]);
    expect((await stage.run('feature', 'block', 'Work')).stdout).toBe('#1 Work: blocked\n');
    // Nothing is left to do then, so the run ends by itself.
    expect((await end).code).toBe(1);
    expect(said()).toMatch(/session:ended.*"ending":"killed"/);
    expect(json(await stage.run('feature', 'show', 'Last', '--json'))).toMatchObject({
      state: 'blocked',
      blockedReason: 'needs "Work", which is blocked',
      paths: ['src'],
    });
  });

  it('nothing is changed and exit is 3 when the engine is stopped, and it goes on afterwards', async () => {
    const { stage, engine } = await withEngine();
    engine.kill('SIGSTOP');
    const refusals = [/does not answer: process \d+.*nothing was changed/, /kill -CONT/];
    const [pause, block] = await Promise.all([
      stage.run('agent', 'pause', 'agent-1'),
      stage.run('feature', 'block', 'Work'),
    ]);
    expectRefusal(pause, 3, refusals);
    expectRefusal(block, 3, refusals);
    expect((await stage.run('status')).stdout).toContain('running, but it does not answer');
    engine.kill('SIGCONT');
    await until(async () => {
      expect(json(await stage.run('agent', 'list', '--json'))).toMatchObject({
        engine: 'answers',
        agents: [{ state: 'working', feature: 1 }, {}, {}],
      });
    });
    expect(json(await stage.run('feature', 'show', '1', '--json'))).toMatchObject({
      state: 'in_progress',
    });
  });
});

describe('without an engine', () => {
  it('features are changed in the database with the same words', async () => {
    const stage = await makeProject([{ name: 'Work' }, { name: 'Later', dependsOn: ['Work'] }], {});
    expect((await stage.run('feature', 'block', 'Work')).stdout).toBe('#1 Work: blocked\n');
    expectRefusal(await stage.run('feature', 'block', '#1'), 2, [
      /is blocked and cannot be/,
      /list/,
    ]);
    expect((await stage.run('feature', 'show', 'Later')).stdout).toContain(
      'needs "Work", which is',
    );
    const late = await stage.run('feature', 'add', 'Late', '--depends-on', 'Work', '--json');
    expect(json(late)).toMatchObject({ state: 'blocked' });
    expect((await stage.run('feature', 'cancel', 'Late')).code).toBe(0);
    expect((await stage.run('feature', 'unblock', '1')).stdout).toBe('#1 Work: unblocked\n');
    expectRefusal(await stage.run('feature', 'unblock', '1'), 2, [
      /pending and not blocked/,
      /list/,
    ]);
    expect((await stage.run('feature', 'priority', '2', '-3')).stdout).toBe(
      '#2 Later: has priority -3\n',
    );
    const edited = await stage.run(
      'feature',
      'edit',
      '2',
      '--description',
      'More',
      '--path',
      'src',
      'lib/',
    );
    expect(edited.code).toBe(0);
    expect(json(await stage.run('feature', 'show', '2', '--json'))).toMatchObject({
      state: 'pending',
      priority: -3,
      description: 'More',
      dependsOn: [1],
      paths: ['lib', 'src'],
      messages: [],
    });
    expectRefusal(await stage.run('feature', 'edit', '2'), 2, [
      /nothing is to be changed/,
      /--help/,
    ]);
    expectRefusal(await stage.run('feature', 'edit', '2', '--path', '../x'), 2, [
      /cannot be a path of "Later": it leaves the project/,
      /relative to the project/,
    ]);
  });

  it('agents cannot be driven, but words for them are kept for the next attempt', async () => {
    const { stage, engine } = await withEngine();
    // The rows are written a moment after the event is told.
    const db = new Sqlite(join(await stateDirOf(stage), 'state.db'), { readonly: true });
    const state = db.prepare<[], string>("SELECT state FROM agents WHERE name = 'agent-1'").pluck();
    await until(() => {
      expect(state.get()).toMatch(/working|starting/);
    });
    db.close();
    engine.kill('SIGKILL');
    await ended(engine);
    expect(existsSync(join(await stateDirOf(stage), 'control.sock'))).toBe(true);
    for (const verb of ['pause', 'resume', 'kill']) {
      expectRefusal(await stage.run('agent', verb, 'agent-1'), 3, [
        /no engine runs/,
        /start it first/,
      ]);
    }
    expect((await stage.run('agent', 'list')).stdout).toMatch(
      /^No engine runs; .*\nagent-1 {2}(working|starting) {2}#1 Work/,
    );
    expect((await stage.run('agent', 'send', 'agent-1', 'hello')).stdout).toContain(
      'kept for #1 Work',
    );
    expectRefusal(await stage.run('agent', 'send', 'agent-3', 'hello'), 3, [
      /has no feature/,
      /list/,
    ]);
    expect(json(await stage.run('feature', 'show', '1', '--json'))).toMatchObject({
      messages: ['hello'],
    });
    const second = stage.start('run', '--json');
    await until(async () => {
      expect(json(await stage.run('agent', 'list', '--json'))).toMatchObject({ engine: 'answers' });
    });
    second.kill('SIGINT');
    await ended(second);
    expect(existsSync(join(await stateDirOf(stage), 'control.sock'))).toBe(false);
  });
});

it('a message may come from standard input, within its bounds', async () => {
  const { stage } = await withEngine();
  const send = (text: string) => {
    const launcher = resolve(import.meta.dirname, '../../bin/agent-tui.cjs');
    const child = spawn(process.execPath, [launcher, 'agent', 'send', 'agent-1', '-'], {
      cwd: stage.dir,
      env: stage.env,
    });
    // It may refuse before it has read everything.
    child.stdin.on('error', () => undefined);
    child.stdin.end(text);
    return ended(child);
  };
  expect((await send('line one\nline two\n')).stdout).toContain('kept for #1 Work');
  expectRefusal(await send('x'.repeat(200_000)), 2, [/more than 32000 bytes/, /a file/]);
  expectRefusal(await send('x'.repeat(9_000)), 2, [/has 9000 characters/, /at most 8000/]);
  expectRefusal(await send('\n'), 2, [/message is empty/, /say what/]);
  expect(json(await stage.run('feature', 'show', '1', '--json'))).toMatchObject({
    messages: ['line one\nline two'],
  });
});

it('a state directory with a long path is reached all the same', async () => {
  const stage = await makeProject([{ name: 'Work' }], scripts);
  const env = {
    ...stage.env,
    AGENT_TUI_STATE: join(stage.home, 'deep'.repeat(30)),
    TMPDIR: stage.home,
  };
  await mkdir(env.AGENT_TUI_STATE);
  const launcher = resolve(import.meta.dirname, '../../bin/agent-tui.cjs');
  const call = (...args: readonly string[]) =>
    spawn(process.execPath, [launcher, ...args], { cwd: stage.dir, env });
  expect((await ended(call('feature', 'add', 'Work'))).code).toBe(0);
  const engine = call('run', '--json');
  const end = ended(engine);
  await until(async () => {
    expect((await ended(call('agent', 'pause', '--all'))).stdout).toBe('the run is paused\n');
  });
  expect(json(await ended(call('status', '--json')))).toMatchObject({ run: { state: 'paused' } });
  engine.kill('SIGINT');
  await end;
  expect((await readdir(stage.home)).filter((name) => name.startsWith('agent-tui-'))).toEqual([]);
});
