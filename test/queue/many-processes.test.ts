import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { QueueStage } from './stage.ts';

let stage: QueueStage;
beforeEach(() => {
  stage = new QueueStage();
});
afterEach(() => {
  stage.close();
});

function startClaimer(agent: string) {
  const program = fileURLToPath(import.meta.resolve('./claimer.ts'));
  const child = spawn(
    process.execPath,
    ['--experimental-strip-types', '--no-warnings', program, stage.path, agent],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  const ready = once(child.stdout, 'readable');
  const closed = once(child, 'close') as Promise<[number | null]>;
  const ended = Promise.all([text(child.stdout), text(child.stderr), closed]);
  return { ready, ended, begin: () => child.stdin.end() };
}

describe('four processes that claim at the same time', () => {
  it('get each of 400 features exactly once, and none is told that the database is busy', async () => {
    stage.add(...Array.from({ length: 400 }, (_, index) => `feature ${String(index + 1)}`));
    const agents = ['agent-1', 'agent-2', 'agent-3', 'agent-4'];
    const claimers = agents.map(startClaimer);
    await Promise.all(claimers.map(({ ready }) => ready));
    for (const { begin } of claimers) begin();
    const ends = await Promise.all(claimers.map(({ ended }) => ended));

    expect(ends.map(([, errors, [code]]) => [errors, code])).toEqual(agents.map(() => ['', 0]));
    const got = ends.map(([output]) => output.split('\n').slice(1, -1).map(Number));
    const all = Array.from({ length: 400 }, (_, index) => index + 1);
    expect(got.flat().toSorted((a, b) => a - b)).toEqual(all);
    const held = stage.queue.features.all();
    for (const [index, agent] of agents.entries()) {
      const ids = held.filter((f) => f.lastAgent === agent).map((f) => f.id);
      expect(ids).toEqual(got[index]);
    }
    expect(held.every((f) => f.state === 'in_progress' && f.epoch === 1)).toBe(true);
    const claimed = stage.queue.journal.newest(1000).filter((e) => e.type === 'feature:claimed');
    expect(claimed.map((e) => e.featureId)).toEqual(all);
  });
});
