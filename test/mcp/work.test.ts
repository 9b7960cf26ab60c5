import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toolCalls } from '../../src/commands/tool-calls.ts';
import { until } from '../engine/stage.ts';
import { callOn, startTools, textOf, type ToolStage } from './stage.ts';

/** Writes into the work tree of an agent, as the agent itself would. */
function edit(stage: ToolStage, agent: string, path: string, text: string): Promise<void> {
  return writeFile(join(stage.project.paths.worktrees, agent, path), text);
}

async function agentOf(stage: ToolStage, featureId = 1) {
  return stage.connect('feature', stage.token(featureId));
}

/** Calls of a program of the person, through the control socket. */
function personCalls(stage: ToolStage, token: string | null = null) {
  const calls = toolCalls(stage.project, { token, env: stage.stage.env });
  return (tool: string, input: object = {}, signal = new AbortController().signal) =>
    calls({ server: 'feature', tool, input, signal, progress: () => undefined });
}

describe('an agent with tools', () => {
  it('hands its work in, and only the gate makes it merged', async () => {
    const stage = await startTools();
    const client = await agentOf(stage);
    await edit(stage, 'agent-1', 'src/new.js', 'export const one = 1;\n');
    const answer = await callOn(client, 'feature_submit');
    expect(answer.isError).toBeFalsy();
    expect(answer.structuredContent).toEqual({
      submitted: true,
      merged: false,
      epoch: 1,
      checkpoint: 1,
      ahead: 0,
    });
    await stage.happens('feature:merged');
    expect(stage.events.filter(({ type }) => type === 'session:ended')).toMatchObject([
      { facts: { ending: 'submitted', survivors: 0 } },
    ]);
  });

  it('cannot mark anything as passing by word: it is told that the work was handed in', async () => {
    const stage = await startTools();
    const client = await agentOf(stage);
    await edit(stage, 'agent-1', 'src/new.js', 'export const one = 1;\n');
    const answer = await callOn(client, 'feature_mark_passing');
    expect(textOf(answer)).toContain('Nothing was marked as passing');
    expect(answer.structuredContent).toMatchObject({ submitted: true, merged: false });
    const verdict = await stage.happens('verdict:decided');
    expect(verdict.facts.outcome).toBe('verified');
  });

  it('is told that there is nothing to hand in, and works on', async () => {
    const stage = await startTools();
    const client = await agentOf(stage);
    const answer = await callOn(client, 'feature_submit');
    expect(answer.isError).toBe(true);
    expect(textOf(answer)).toContain('nothing has changed since the attempt began');
    expect(stage.queue.features.find(1)?.state).toBe('in_progress');
    expect(textOf(await callOn(client, 'heartbeat'))).toBe('yours; nobody has said anything');
  });

  it('may end as it likes once it has handed in', async () => {
    const stage = await startTools(1, { 'work-1': [[{ wait: 3_000 }, { fail: 7 }]] });
    const client = await agentOf(stage);
    await edit(stage, 'agent-1', 'src/new.js', 'export const one = 1;\n');
    await callOn(client, 'feature_submit');
    await stage.happens('feature:merged');
  });

  it('gives its feature back with a reason, which counts as an attempt', async () => {
    const stage = await startTools();
    const client = await agentOf(stage);
    await edit(stage, 'agent-1', 'src/half.js', '// half\n');
    const answer = await callOn(client, 'feature_skip', { reason: 'the API is not there yet' });
    expect(answer.structuredContent).toEqual({ givenBack: true });
    const requeued = await stage.happens('feature:requeued');
    expect(requeued.facts).toMatchObject({
      reason: 'the agent gave it back: the API is not there yet',
      charged: true,
    });
    expect(stage.engine.checkpoints(1)).toHaveLength(1);
  });

  it('asks the person, and hears what they say by its heartbeat, once', async () => {
    const stage = await startTools();
    const client = await agentOf(stage);
    await callOn(client, 'feature_ask', { question: 'Which port?' });
    expect((await stage.happens('question:asked')).facts).toEqual({
      question: 1,
      text: 'Which port?',
    });
    expect(stage.engine.view().banner).toBe(
      'agent-1 asks about #1: Which port? (agent-tui agent send agent-1 "…" answers)',
    );
    await stage.engine.sendMessage('agent-1', 'port 8080');
    expect(stage.engine.view().banner).toBeNull();
    const heard = await callOn(client, 'heartbeat');
    expect(heard.structuredContent).toMatchObject({ messages: ['port 8080'] });
    expect((await callOn(client, 'heartbeat')).structuredContent).toMatchObject({ messages: [] });
  });

  it('makes checkpoints and goes back to one, which can be undone', async () => {
    const stage = await startTools();
    const client = await agentOf(stage);
    const file = join(stage.project.paths.worktrees, 'agent-1', 'src/new.js');
    await writeFile(file, 'one\n');
    await callOn(client, 'checkpoint_create', { message: 'one works' });
    await writeFile(file, 'two\n');
    const back = await callOn(client, 'checkpoint_rollback', { epoch: 1, number: 1 });
    expect(back.structuredContent).toEqual({ keptAs: 2 });
    expect(await readFile(file, 'utf8')).toBe('one\n');
    await callOn(client, 'checkpoint_rollback', { epoch: 1, number: 2 });
    expect(await readFile(file, 'utf8')).toBe('two\n');
    const { structuredContent } = await callOn(client, 'checkpoint_list');
    expect(structuredContent).toMatchObject({ checkpoints: [{ message: 'one works' }, {}, {}] });
  });

  it('reaches its own feature only', async () => {
    const stage = await startTools(2);
    const client = await agentOf(stage, 1);
    for (const [name, input] of [
      ['feature_submit', {}],
      ['feature_skip', { reason: 'no' }],
      ['checkpoint_create', { message: 'm' }],
      ['checkpoint_rollback', { epoch: 1, number: 1 }],
      ['checkpoint_list', {}],
      ['heartbeat', {}],
      ['feature_ask', { question: 'q' }],
    ] as const) {
      const answer = await callOn(client, name, { ...input, featureId: 2 });
      expect.soft(textOf(answer), name).toContain('your token is for feature 1, not for feature 2');
    }
    expect(stage.engine.checkpoints(2)).toEqual([]);
  });
});

describe('a program of the person', () => {
  it('claims a feature, works in its tree, hands it in, and it lands', async () => {
    const stage = await startTools();
    const call = personCalls(stage);
    const named = (name: string) => ({ name });
    await call('feature_create_bulk', { features: [named('Mine'), named('Later')] });
    const claimed = await call('feature_claim_batch', {});
    expect(claimed.isError).toBeFalsy();
    const [mine] = claimed.structuredContent?.['claimed'] as { worktree: string; agent: string }[];
    expect(mine).toMatchObject({ agent: 'guest-1', feature: { id: 2, state: 'in_progress' } });
    await writeFile(join(mine?.worktree ?? '', 'src/mine.js'), 'export const mine = 1;\n');
    expect(stage.engine.view().agents.map(({ name }) => name)).toContain('guest-1');
    expect(textOf(await call('feature_submit', {}))).toContain('featureId is needed');
    const answer = await call('feature_submit', { featureId: 2 });
    expect(answer.isError).toBeFalsy();
    expect((await stage.happens('feature:merged')).featureId).toBe(2);
    expect(stage.engine.view().agents.map(({ name }) => name)).toEqual(['agent-1']);
  });

  it('may not act on the work of an agent', async () => {
    const stage = await startTools();
    const call = personCalls(stage);
    const answer = await call('feature_submit', { featureId: 1 });
    expect(textOf(answer)).toContain('feature 1 is in the hands of agent-1');
  });

  it('loses no work when it is ended: its tree is kept and its feature queued again', async () => {
    const stage = await startTools(0);
    const call = personCalls(stage);
    await call('feature_create_bulk', { features: [{ name: 'Mine' }] });
    await stage.engine.pauseAgent('agent-1');
    const claimed = await until(async () => {
      const answer = await call('feature_claim_batch', {});
      if (answer.isError === true) throw new Error(textOf(answer));
      return answer;
    });
    const [mine] = claimed.structuredContent?.['claimed'] as { worktree: string }[];
    await writeFile(join(mine?.worktree ?? '', 'src/mine.js'), 'half\n');
    await stage.engine.killAgent('guest-1');
    await stage.happens('feature:requeued');
    expect(stage.engine.checkpoints(1)).toHaveLength(1);
    expect(existsSync(join(mine?.worktree ?? '', 'src/mine.js'))).toBe(true);
  });

  it('shows the token of an agent to speak for it', async () => {
    const stage = await startTools(2);
    const call = personCalls(stage, stage.token(2));
    expect(textOf(await call('feature_get_next'))).toBe('#2 Work 2: in_progress');
    const wrong = personCalls(stage, 'made-up');
    expect(textOf(await wrong('feature_get_next'))).toContain('this token is not known');
  });
});
