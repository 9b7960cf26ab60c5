import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { brokerStage } from './stage.ts';

function startClaimer(path: string) {
  const program = fileURLToPath(import.meta.resolve('./claimer.ts'));
  const child = spawn(
    process.execPath,
    ['--experimental-strip-types', '--no-warnings', program, path],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  const ready = once(child.stdout, 'readable');
  const closed = once(child, 'close') as Promise<[number | null]>;
  const ended = Promise.all([text(child.stdout), text(child.stderr), closed]);
  return { ready, ended, begin: () => child.stdin.end() };
}

describe('four processes that claim at the same time', () => {
  it('get each of 400 works exactly once, and none is told that the database is busy', async () => {
    const { broker, path } = brokerStage();
    const ids = Array.from({ length: 400 }, (_, index) => `work-${String(index)}`);
    const work = { label: 'any', priority: 1, epochFloor: 0, payload: null };
    await broker.enqueue(ids.map((id) => ({ id, ...work })));
    const claimers = Array.from({ length: 4 }, () => startClaimer(path));
    await Promise.all(claimers.map(({ ready }) => ready));
    for (const { begin } of claimers) begin();
    const ends = await Promise.all(claimers.map(({ ended }) => ended));

    expect(ends.map(([, errors, [code]]) => [errors, code])).toEqual(ends.map(() => ['', 0]));
    const got = ends.flatMap(([output]) => output.split('\n').slice(1, -1));
    expect(got.toSorted()).toEqual(ids.toSorted());
    expect(await broker.counts()).toEqual({ queued: 0, claimed: 400 });
  });
});
