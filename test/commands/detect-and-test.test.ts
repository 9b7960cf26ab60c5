import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { validateStrict } from 'ctrf';
import { describe, expect, it } from 'vitest';
import { runProgram, type Io } from '../../src/commands/index.ts';
import type { Stage } from '../e2e/stage.ts';
import { makeStage } from '../e2e/stage.ts';

const caseOf = (...tests: readonly string[]) =>
  ['import unittest', '', 'class Sums(unittest.TestCase):', ...tests, ''].join('\n');
const passing = '    def test_adds(self):\n        self.assertEqual(1 + 1, 2)';
const failing = '    def test_wrong(self):\n        self.assertEqual(1 + 1, 3)';

/** Two suites of the Python that is everywhere, in no repository. */
async function twoSuites(): Promise<Stage> {
  const stage = await makeStage();
  for (const [dir, text] of [
    ['api', caseOf(passing)],
    ['tools', caseOf(passing, failing)],
  ] as const) {
    await stage.write(`${dir}/setup.py`, '');
    await stage.write(`${dir}/Makefile`, 'test:\n\tpython3 -m unittest discover\n');
    await stage.write(`${dir}/test_${dir}.py`, text);
  }
  return stage;
}

function filesOf(dir: string): string[] {
  return readdirSync(dir, { recursive: true }).map(String).toSorted();
}

/** Runs a command line in this process. */
async function run({ env, dir: cwd }: Stage, ...argv: readonly string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const texts = Promise.all([text(stdout), text(stderr)]);
  const io = { stdout, stderr, env, cwd } as unknown as Io;
  const code = await runProgram(argv, io, '1');
  stdout.end();
  stderr.end();
  const [out, err] = await texts;
  return { code, stdout: out, stderr: err };
}

const json = (text: string) => JSON.parse(text) as Record<string, unknown>;

describe('detect', () => {
  it('tells the suites of a directory that is no repository, as one object', async () => {
    const stage = await twoSuites();
    const { code, stdout } = await run(stage, 'detect', '--json');
    const told = json(stdout);
    expect(code).toBe(0);
    expect(told).toMatchObject({
      primary: 'unittest',
      secondary: [{ framework: 'unittest', dir: 'tools' }],
      command: 'cd api && python3 -m unittest discover',
      directCommand: 'python3 -m unittest discover',
      hangRisk: null,
    });
    expect(Object.keys(told)).toEqual([
      'primary',
      'secondary',
      'packageManager',
      'command',
      'directCommand',
      'suites',
      'reasons',
      'hangRisk',
    ]);
    expect(existsSync(stage.env['XDG_STATE_HOME'] ?? '')).toBe(false);
  });

  it('shows a person a table, and tells why when there are none', async () => {
    const stage = await twoSuites();
    await mkdir(join(stage.home, 'empty'));
    const [found, none, told] = await Promise.all([
      run(stage, 'detect'),
      run(stage, 'detect', join(stage.home, 'empty')),
      run(stage, 'detect', '../empty', '--json'),
    ]);
    expect(found.stdout).toMatch(
      /^SUITE +WHERE +PACKAGES +DECIDES WHAT MERGES\nunittest +api +\w+ +yes/,
    );
    expect(none).toMatchObject({ code: 0, stderr: '' });
    expect(none.stdout).toMatch(/^No tests were found\.\n {2}because: /);
    expect(json(told.stdout)).toMatchObject({
      primary: 'none',
      command: null,
      packageManager: 'none',
      suites: [],
    });
  });
});

describe('test', () => {
  it('runs all suites, tells what failed, and leaves nothing behind', async () => {
    const stage = await twoSuites();
    const before = filesOf(stage.dir);
    const { code, stdout } = await run(stage, 'test');
    expect(code).toBe(1);
    expect(stdout).toMatch(/✓ unittest in api {2}1 passed {2}\d+\.\d s\n/);
    expect(stdout).toMatch(/✗ unittest in tools {2}1 passed, 1 failed {2}\d+\.\d s\n/);
    expect(stdout).toMatch(/✗ .*test_wrong\n {2}tools\/test_tools\.py:7\n(?: {2}.*\n)+/);
    expect(stdout).toMatch(
      /\n\$ cd tools && python3 -m unittest discover\n\nfailed: .*1 of 2 tests failed\n$/,
    );
    expect(filesOf(stage.dir)).toEqual(before);
    expect(existsSync(stage.env['XDG_STATE_HOME'] ?? '')).toBe(false);
  });

  it('gives one valid document in the format of CTRF', async () => {
    const stage = await twoSuites();
    const { code, stdout } = await run(stage, 'test', '--json');
    const document = json(stdout);
    validateStrict(document);
    expect(code).toBe(1);
    expect(document).toMatchObject({
      results: { summary: { tests: 3, passed: 2, failed: 1, skipped: 0 } },
      extra: {
        verdict: 'failed',
        exitCode: 1,
        command: 'cd tools && python3 -m unittest discover',
        suites: [{ verdict: 'passed' }, { verdict: 'failed' }],
      },
    });
  });

  it('runs a file or a name alone, and says what it does not know', async () => {
    const stage = await twoSuites();
    const [whole, named, ...unknown] = await Promise.all([
      run(stage, 'test', '--file', 'api/test_api.py'),
      run(stage, 'test', '--file', 'tools/test_tools.py', '--name', 'test_adds'),
      run(stage, 'test', '--file', 'nowhere.py'),
      run(stage, 'test', '--framework', 'nose'),
      run(stage, 'test', 'nowhere'),
    ]);
    for (const one of [whole, named]) {
      expect(one.stdout).toMatch(/passed: 1 passed in \d+\.\d s\n$/);
      expect(one.code).toBe(0);
    }
    expect(unknown.map(({ code }) => code)).toEqual([2, 2, 2]);
  });

  it('runs what a change touches', async () => {
    const stage = await twoSuites();
    expect(await run(stage, 'test', '--changed')).toMatchObject({ code: 2 });
    execFileSync('git', ['init', '--quiet', '--initial-branch=main'], { cwd: stage.dir });
    stage.commitAll('first');
    const nothing = await run(stage, 'test', '--changed');
    expect(nothing).toMatchObject({ code: 0 });
    expect(nothing.stdout).toContain('no suite is touched');
    await stage.write('api/new.py', '');
    const { code, stdout } = await run(stage, 'test', '--changed', 'main', '--json');
    expect(code).toBe(0);
    expect(json(stdout)).toMatchObject({ extra: { suites: [{ dir: 'api' }] } });
    expect(await run(stage, 'test', '--changed', 'nowhere')).toMatchObject({ code: 2 });
  });

  it('runs the command that agent-tui.json names, and believes its report', async () => {
    const stage = await makeStage();
    const report = '<testsuite><testcase classname="a" name="b"/></testsuite>';
    await stage.write('check.sh', `echo '${report}' > "$1"\n`);
    const test = { command: ['sh', 'check.sh', '{report}'], report: { format: 'junit' } };
    await stage.write('agent-tui.json', JSON.stringify({ test }));
    const told = json((await run(stage, 'detect', '--json')).stdout);
    expect(told).toMatchObject({ primary: 'command', command: 'sh check.sh {report}' });
    const { code, stdout } = await run(stage, 'test');
    expect({ code, stdout }).toMatchObject({ code: 0 });
    await stage.write('agent-tui.json', JSON.stringify({ test: { command: ['true'] } }));
    expect(await run(stage, 'test')).toMatchObject({ code: 2 });
  });
});
