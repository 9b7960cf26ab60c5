import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { spawn } from '@lydell/node-pty';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/engine/platform/clock.ts';
import { findTree, identityOf, isAlive, stopTree } from '../../src/engine/platform/process-tree.ts';
import { Stage, patience } from './stage.ts';

let stage: Stage;

beforeEach(async () => {
  stage = await Stage.open();
});

afterEach(async () => {
  await stage.close();
});

/** Waits for its pid, then lets go of everything that an agent's program has. */
const daemon = (words: string, shell: string) =>
  `${words} bash -c 'echo $$ >> pids; ${shell} exec sleep 600'`;
const quiet = '>/dev/null 2>&1';

/** Six ways to leave an agent; after its end its kernel session and the marker find four of them. */
const kinds: readonly (readonly [string, string])[] = [
  ['a child in the background', `${daemon('', '')} &`],
  ['a session of its own', `setsid ${daemon('', '')} &`],
  ['a double fork', `(setsid ${daemon('', '')} &)`],
  ['an empty environment', `env -i ${daemon('', '')} &`],
  ['an empty environment and a session of its own', `env -i setsid ${daemon('', '')} ${quiet} &`],
  ['an empty environment and a double fork', `(env -i setsid ${daemon('', '')} ${quiet} &)`],
];

async function started(script: string, count: number): Promise<number[]> {
  const { exited } = await stage.bash(
    `mkfifo ready; ${script} while [ "$(cat pids 2>/dev/null | wc -l)" -lt ${String(count)} ]; do sleep 0.02; done; cat pids`,
  );
  await exited;
  return stage.pids(count);
}

function traces() {
  return { workDir: stage.directory, outputFile: stage.outputFile };
}

describe.runIf(process.platform === 'linux')('what an agent leaves when it ends', () => {
  test('of six kinds of daemons none escapes, although nobody looked before', async () => {
    const script = kinds.map(([, line]) => line).join('\n');
    const { identity, exited } = await stage.bash(
      `${script}\nwhile [ "$(cat pids 2>/dev/null | wc -l)" -lt ${String(kinds.length)} ]; do sleep 0.02; done; cat pids`,
    );
    await exited;
    const pids = await stage.pids(kinds.length);
    const query = { root: identity, marker: stage.marker };
    const byMarker = (await findTree(query)).map(({ pid }) => pid);
    const escaped = (found: readonly number[]) => pids.filter((pid) => !found.includes(pid)).length;
    expect(escaped(byMarker)).toBe(2);
    const traced = (await findTree({ ...query, traces: traces() })).map(({ pid }) => pid);
    expect(escaped(traced)).toBe(0);
    await stopTree({ ...query, traces: traces(), graceMs: 0, clock: systemClock });
    expect(pids.filter((pid) => identityOf(pid) !== null)).toEqual([]);
  });

  test('who prints into the file of the session is found wherever it works', async () => {
    const [pid = 0] = await started(
      `(cd /; env -i setsid bash -c 'echo $$ >> ${stage.directory}/pids; exec sleep 600' </dev/null &)\n`,
      1,
    );
    const none = { root: null, marker: 'no-such-marker' };
    expect(await findTree(none)).toEqual([]);
    expect((await findTree({ ...none, traces: traces() })).map((one) => one.pid)).toEqual([pid]);
    await stopTree({ ...none, traces: traces(), graceMs: 0, clock: systemClock });
    expect(identityOf(pid)).toBe(null);
  });
});

describe.runIf(process.platform === 'linux')(
  'what a person does in the worktree is left alone',
  () => {
    async function rootOf() {
      const { identity, exited } = await stage.bash('true');
      await exited;
      return { root: identity, marker: stage.marker, traces: traces() };
    }

    test('a shell in a terminal, even with an empty environment', async () => {
      const query = await rootOf();
      await mkdir(join(stage.directory, 'src'));
      const shell = spawn('bash', ['--norc'], { cwd: join(stage.directory, 'src'), env: {} });
      await expect.poll(() => identityOf(shell.pid), patience).not.toBe(null);
      expect(await findTree(query)).toEqual([]);
      shell.kill('SIGKILL');
    });

    test('an editor that has let go of its terminal', async () => {
      const query = await rootOf();
      const other = await Stage.open();
      const script = `cd '${stage.directory}'; (env -u AGENT_TUI_SESSION setsid bash -c 'echo $$; exec sleep 600' &)`;
      const { exited } = await other.bash(script);
      await exited;
      const [pid = 0] = await other.pids(1);
      expect(await findTree(query)).toEqual([]);
      process.kill(pid, 'SIGKILL');
      await other.close();
    });

    test('somebody who reads the session file', async () => {
      const query = await rootOf();
      const other = await Stage.open();
      const { identity } = await other.bash(`exec tail -f '${stage.outputFile}'`);
      expect(await findTree(query)).toEqual([]);
      expect(isAlive(identity)).toBe(true);
      await stopTree({ root: identity, marker: other.marker, graceMs: 0, clock: systemClock });
      await other.close();
    });

    test('what was there before the session', async () => {
      const other = await Stage.open();
      const script = `cd '${stage.directory}'; (env -i setsid bash -c 'echo $$; exec sleep 600' &)`;
      const { exited } = await other.bash(script);
      await exited;
      const [pid = 0] = await other.pids(1);
      const startOf = (one: { startTime: string | null } | null) => Number(one?.startTime ?? 0);
      // Start times have a resolution of a hundredth of a second.
      const younger = async () => startOf((await rootOf()).root) - startOf(identityOf(pid));
      await expect.poll(younger, patience).toBeGreaterThan(0);
      expect(await findTree(await rootOf())).toEqual([]);
      process.kill(pid, 'SIGKILL');
      await other.close();
    });
  },
);
