import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, it } from 'vitest';
import { systemClock } from '../../src/engine/platform/clock.ts';
import { hasPidNamespaces } from '../../src/engine/platform/pid-namespace.ts';
import { systemRandom } from '../../src/engine/platform/random.ts';
import { runSupervised } from '../../src/engine/testing/run/supervised.ts';
import { processesWith } from './tree.ts';

const dir = await mkdtemp(join(tmpdir(), 'agent-tui-supervised-'));
afterAll(() => rm(dir, { recursive: true, force: true }));

let runs = 0;

/** Runs words of a shell; what they print is read afterwards. */
async function run(script: string, limits: { silenceLimitMs?: number; timeLimitMs?: number } = {}) {
  runs += 1;
  const outputFile = join(dir, `${String(runs)}.log`);
  const ending = await runSupervised({
    argv: ['sh', '-c', script],
    cwd: dir,
    env: { PATH: process.env['PATH'] ?? '', HOME: dir },
    marker: systemRandom.id(),
    outputFile,
    timeLimitMs: 20_000,
    clock: systemClock,
    ...limits,
  });
  return { ending, printed: await readFile(outputFile, 'utf8') };
}

describe.concurrent('a supervised program', () => {
  it('ends with its own exit code and what it printed', async ({ expect }) => {
    expect(await run('echo out; echo err >&2; exit 7')).toEqual({
      ending: { kind: 'exited', exitCode: 7, signal: null },
      printed: 'out\nerr\n',
    });
  });

  it('tells a death by signal', async ({ expect }) => {
    const { ending } = await run('kill -SEGV $$');
    const told = hasPidNamespaces()
      ? { kind: 'exited', exitCode: 139, signal: null }
      : { kind: 'exited', exitCode: null, signal: 'SIGSEGV' };
    expect(ending).toEqual(told);
  });

  it('is ended when it is silent for too long, and not while it prints', async ({ expect }) => {
    expect((await run('echo a; sleep 61', { silenceLimitMs: 1_000 })).ending.kind).toBe('silent');
    const talking = 'for i in 1 2 3 4 5 6 7 8; do echo $i; sleep 0.4; done';
    expect((await run(talking, { silenceLimitMs: 2_000 })).ending).toMatchObject({ exitCode: 0 });
  });

  it('is ended at its time limit although it ignores what asks it to', async ({ expect }) => {
    const deaf = `trap '' TERM INT HUP; while :; do sleep 62; done`;
    expect((await run(deaf, { timeLimitMs: 500 })).ending.kind).toBe('timed-out');
    expect(await processesWith('sleep\u000062')).toEqual([]);
  });

  it.runIf(hasPidNamespaces())(
    'leaves nothing, not even what hides from every look',
    async ({ expect }) => {
      // It clears its environment but for HOME, leaves the directory, closes its output and lets go of its parent.
      const hidden = `env -i HOME=/ sh -c 'cd /; (setsid sleep 63 >/dev/null 2>&1 </dev/null &)'; exit 0`;
      expect((await run(hidden)).ending).toMatchObject({ exitCode: 0 });
      expect(await processesWith('sleep\u000063')).toEqual([]);
    },
  );
});
