import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/engine/platform/clock.ts';
import { systemRandom } from '../../src/engine/platform/random.ts';
import { planTestRun, runSetup, runTests } from '../../src/engine/testing/index.ts';
import type { Files } from './tree.ts';
import { canRun, foundIn, treesUntil, processesWith } from './tree.ts';

const tree = treesUntil(afterEach);

describe('a run', () => {
  const passing = "require('node:test').test('a', () => {});";
  const nodeProject = (script: string, test = passing): Files => ({
    'package.json': JSON.stringify({ scripts: { test: script } }),
    'test/a.test.js': test,
  });

  it('hands over the words of the script as a shell would', async () => {
    const made = await tree({
      ...nodeProject("node --test test/*.test.js 'odd name/b.js'"),
      'odd name/b.js': passing,
      'test/ignored.js': 'throw new Error()',
    });
    const run = await made.run();
    expect(run).toMatchObject({ verdict: 'passed', totals: { total: 2 } });
  });

  it('runs what the script runs before its tests, and stops where that fails', async () => {
    const test = "require('../built.js'); require('node:test').test('a', () => {});";
    const made = await tree(nodeProject('echo "0" > built.js && node --test', test));
    expect((await made.run()).verdict).toBe('passed');
    const stopped = await (await tree(nodeProject('exit 3; false && node --test'))).run();
    expect(stopped).toMatchObject({ verdict: 'crashed' });
    expect(stopped.reason).toContain('ended with exit code');
  });

  it('gives tests a home of their own and no secrets, and keeps what the script sets', async () => {
    const test = `const env = process.env; require('node:test').test('a', () => {
      if (env.MY_API_KEY || env.CLAUDECODE || env.FORCE_COLOR) throw new Error('leak');
      if (env.CI !== 'true' || env.WORD !== 'x' || env.HOME === '/home/me') throw new Error('env');
    });`;
    const made = await tree(nodeProject('cross-env WORD=x node --test', test));
    const env = { PATH: process.env['PATH'], MY_API_KEY: 'k', CLAUDECODE: '1', FORCE_COLOR: '1' };
    const run = await made.run({ env: { ...env, HOME: '/home/me' } });
    expect(run.verdict, run.output).toBe('passed');
  });

  it('is cancelled by its signal, before and in the middle', async () => {
    const made = await tree(nodeProject('node --test', 'setInterval(() => {}, 1000)'));
    expect((await made.run({ signal: AbortSignal.abort() })).verdict).toBe('cancelled');
    const control = new AbortController();
    const running = made.run({ signal: control.signal });
    await expect.poll(() => processesWith(made.root)).not.toEqual([]);
    control.abort();
    expect((await running).verdict).toBe('cancelled');
    expect(await processesWith(made.root)).toEqual([]);
  });

  it('says so when the program is missing', async () => {
    const run = await (await tree(nodeProject('node --test'))).run({ env: { PATH: '/nowhere' } });
    expect(run).toMatchObject({ verdict: 'command-not-found', exitCode: null });
    expect(run.reason).toContain('node');
  });

  it('does not take an early exit for a pass', async () => {
    const files = { 'tests/test_a.py': 'import os, unittest\nos._exit(0)\n' };
    if (!canRun('python3', '--version')) return;
    expect((await (await tree(files)).run()).verdict).toBe('unreadable-report');
  });

  it('does not believe a report that is older than the run', async () => {
    const made = await tree(nodeProject('node --test'));
    const report = join(made.scratch, 'reports', 'report.jsonl');
    await mkdir(join(made.scratch, 'reports'));
    await writeFile(report, '{"event":"end","cases":0}\n');
    const detection = await foundIn(nodeProject('node --test'));
    const plan = await planTestRun({
      suite: detection,
      root: made.root,
      reportDir: made.scratch,
      args: [],
    });
    const own = { ...plan, argv: ['true'] };
    const run = await runTests({
      plan: own,
      baseEnv: process.env,
      timeLimitMs: 10_000,
      clock: systemClock,
      random: systemRandom,
      outputFile: join(made.scratch, 'out.log'),
    });
    expect(run).toMatchObject({ verdict: 'unreadable-report', exitCode: 0 });
    expect(existsSync(report)).toBe(false);
    const aged = await runTests({
      plan: {
        ...plan,
        argv: ['sh', '-c', `echo '{"event":"end","cases":0}' > ${report}; touch -d @1 ${report}`],
      },
      baseEnv: process.env,
      timeLimitMs: 10_000,
      clock: systemClock,
      random: systemRandom,
      outputFile: join(made.scratch, 'out.log'),
    });
    expect(aged.reason).toBe('the test report is older than the run');
  });

  it('caps what was printed and takes terminal codes out of it', async () => {
    const test = `${passing} process.stdout.write('\\u001b[31mred\\n'.repeat(100000));`;
    const run = await (await tree(nodeProject('node --test', test))).run();
    expect(run.verdict).toBe('passed');
    expect(run.output.length).toBeLessThan(300_000);
    expect(run.output).toContain('left out');
    expect(run.output).not.toContain('\u001b');
  });
});

describe('a set-up', () => {
  const setUp = async (commands: readonly (readonly string[])[], timeLimitMs = 10_000) => {
    const made = await tree({ 'a.txt': '' });
    const outcome = await runSetup({
      commands,
      cwd: made.root,
      env: { PATH: process.env['PATH'] ?? '' },
      timeLimitMs,
      outputFile: join(made.scratch, 'setup.log'),
      clock: systemClock,
      random: systemRandom,
    });
    return { outcome, made };
  };

  it('runs its commands in turn and stops at the first that fails', async () => {
    const { outcome, made } = await setUp([
      ['touch', 'one'],
      ['sh', '-c', 'echo why; exit 4'],
      ['touch', 'two'],
    ]);
    expect(outcome.kind).toBe('failed');
    expect(outcome.kind === 'failed' && outcome.reason).toMatch(/exit code 4\nwhy/u);
    expect([existsSync(join(made.root, 'one')), existsSync(join(made.root, 'two'))]).toEqual([
      true,
      false,
    ]);
    expect((await setUp([['true'], ['true']])).outcome).toEqual({ kind: 'done' });
  });

  it('has one time limit, and tells of a program that is not there', async () => {
    const late = await setUp([['sleep', '600']], 300);
    expect(late.outcome).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('in time') as string,
    });
    expect(await processesWith(late.made.root)).toEqual([]);
    const missing = await setUp([['no-such-program-here']]);
    expect(missing.outcome).toMatchObject({
      reason: expect.stringContaining('not there') as string,
    });
  });
});
