import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { systemClock } from '../../src/engine/platform/clock.ts';
import { systemRandom } from '../../src/engine/platform/random.ts';
import {
  planTestRun,
  runningDirOf,
  runSetup,
  runTests,
  stopLeftRuns,
} from '../../src/engine/testing/index.ts';
import { foundIn, makeTree, processesWith } from './tree.ts';

async function makeStateDir(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'agent-tui-state-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

test('a test run that a dead engine left is found by what was written down, and ended with all of it', async () => {
  const stateDir = await makeStateDir();
  const files = {
    'package.json': '{"scripts":{"test":"node --test"}}',
    'hang.test.js': `require('node:test').test('waits', () => new Promise(() => {
      require('node:child_process').spawn('sleep', ['600'], { detached: true, env: { PATH: process.env.PATH } });
      require('node:fs').writeFileSync('waiting', '');
      setInterval(() => {}, 1000);
    }));`,
  };
  const made = await makeTree(files);
  onTestFinished(() => made.remove());
  const detection = await foundIn(files);
  const plan = await planTestRun({
    suite: detection,
    root: made.root,
    reportDir: made.scratch,
    args: [],
  });
  const running = runTests({
    plan,
    baseEnv: process.env,
    timeLimitMs: 25_000,
    clock: systemClock,
    random: systemRandom,
    outputFile: join(made.scratch, 'out.log'),
    runningDir: runningDirOf(stateDir),
  });
  await vi.waitFor(() => expect(existsSync(join(made.root, 'waiting'))).toBe(true), 10_000);
  // The next engine knows nothing but the state directory.
  expect(await stopLeftRuns(stateDir, systemClock)).toBe(1);
  expect(await processesWith(made.root)).toEqual([]);
  expect(await readdir(runningDirOf(stateDir))).toEqual([]);
  expect((await running).verdict).not.toBe('passed');
});

test('what has ended is struck out, a torn note does no harm, and no directory is nothing to end', async () => {
  const stateDir = await makeStateDir();
  expect(await stopLeftRuns(stateDir, systemClock)).toBe(0);
  const runningDir = runningDirOf(stateDir);
  const set = (command: readonly string[]) =>
    runSetup({
      commands: [command],
      cwd: stateDir,
      env: { PATH: process.env['PATH'] ?? '' },
      timeLimitMs: 10_000,
      outputFile: join(stateDir, 'setup.log'),
      clock: systemClock,
      random: systemRandom,
      runningDir,
    });
  expect((await set(['sh', '-c', 'ls gate/running | grep -q .'])).kind).toBe('done');
  expect((await set(['no-such-program-here'])).kind).toBe('failed');
  expect(await readdir(runningDir)).toEqual([]);
  await mkdir(runningDir, { recursive: true });
  await writeFile(join(runningDir, systemRandom.id()), '{"pid": 1');
  expect(await stopLeftRuns(stateDir, systemClock)).toBe(1);
  expect(await readdir(runningDir)).toEqual([]);
});
