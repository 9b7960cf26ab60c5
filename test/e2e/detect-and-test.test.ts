import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { validateStrict } from 'ctrf';
import { describe, expect, it, vi } from 'vitest';
import type { Stage } from './stage.ts';
import { ended, makeStage } from './stage.ts';

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

const json = (text: string) => JSON.parse(text) as Record<string, unknown>;

describe('detect', () => {
  it('tells the suites of a directory that is no repository, as one object', async () => {
    const stage = await twoSuites();
    const { code, stdout } = await stage.run('detect', '--json');
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
      stage.run('detect'),
      stage.run('detect', join(stage.home, 'empty')),
      stage.run('detect', '../empty', '--json'),
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
    const { code, stdout } = await stage.run('test');
    expect(code).toBe(1);
    expect(stdout).toMatch(/✓ unittest in api {2}1 passed {2}\d+\.\d s\n/);
    expect(stdout).toMatch(/✗ unittest in tools {2}1 passed, 1 failed {2}\d+\.\d s\n/);
    expect(stdout).toMatch(/✗ .*test_wrong\n {2}tools\/test_tools\.py:7\n(?: {2}.*\n)+/);
    expect(stdout).toMatch(
      /\n\$ cd tools && python3 -m unittest discover\n\nfailed: .*1 of 2 tests failed\n$/,
    );
    expect(filesOf(stage.dir)).toEqual(before);
    expect(existsSync(stage.env['XDG_STATE_HOME'] ?? '')).toBe(false);
    expect(await stage.leftovers()).toEqual([]);
  });

  it('gives one valid document in the format of CTRF', async () => {
    const stage = await twoSuites();
    const { code, stdout } = await stage.run('test', '--json');
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
      stage.run('test', '--file', 'api/test_api.py'),
      stage.run('test', '--file', 'tools/test_tools.py', '--name', 'test_adds'),
      stage.run('test', '--file', 'nowhere.py'),
      stage.run('test', '--framework', 'nose'),
      stage.run('test', 'nowhere'),
    ]);
    for (const one of [whole, named]) {
      expect(one.stdout).toMatch(/passed: 1 passed in \d+\.\d s\n$/);
      expect(one.code).toBe(0);
    }
    expect(unknown.map(({ code }) => code)).toEqual([2, 2, 2]);
  });

  it('runs what a change touches', async () => {
    const stage = await twoSuites();
    expect(await stage.run('test', '--changed')).toMatchObject({ code: 2 });
    execFileSync('git', ['init', '--quiet', '--initial-branch=main'], { cwd: stage.dir });
    stage.commitAll('first');
    const nothing = await stage.run('test', '--changed');
    expect(nothing).toMatchObject({ code: 0 });
    expect(nothing.stdout).toContain('no suite is touched');
    await stage.write('api/new.py', '');
    const { code, stdout } = await stage.run('test', '--changed', 'main', '--json');
    expect(code).toBe(0);
    expect(json(stdout)).toMatchObject({ extra: { suites: [{ dir: 'api' }] } });
    expect(await stage.run('test', '--changed', 'nowhere')).toMatchObject({ code: 2 });
  });

  it('ends with Ctrl-C, and everything that it started ends too', async () => {
    const stage = await makeStage();
    const begun = join(stage.home, 'begun');
    const wait = `    def test_waits(self):\n        open(${JSON.stringify(begun)}, 'w').close()\n        import subprocess\n        subprocess.run(['sleep', '600'])`;
    await stage.write('test_wait.py', caseOf(wait));
    const child = stage.start('test');
    const finished = ended(child);
    await vi.waitFor(() => expect(existsSync(begun)).toBe(true), { timeout: 20_000 });
    child.kill('SIGINT');
    const { code, stdout } = await finished;
    expect(code).toBe(130);
    expect(stdout).toMatch(/cancelled: the run was cancelled\n$/);
    expect(await stage.leftovers()).toEqual([]);
  });

  it('runs the command that agent-tui.json names, and believes its report', async () => {
    const stage = await makeStage();
    const report = '<testsuite><testcase classname="a" name="b"/></testsuite>';
    await stage.write('check.sh', `echo '${report}' > "$1"\n`);
    const test = { command: ['sh', 'check.sh', '{report}'], report: { format: 'junit' } };
    await stage.write('agent-tui.json', JSON.stringify({ test }));
    const told = json((await stage.run('detect', '--json')).stdout);
    expect(told).toMatchObject({ primary: 'command', command: 'sh check.sh {report}' });
    const { code, stdout } = await stage.run('test');
    expect({ code, stdout }).toMatchObject({ code: 0 });
    await stage.write('agent-tui.json', JSON.stringify({ test: { command: ['true'] } }));
    expect(await stage.run('test')).toMatchObject({ code: 2 });
  });
});
