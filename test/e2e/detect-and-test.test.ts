import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { ended, makeStage } from './stage.ts';

const caseOf = (...tests: readonly string[]) =>
  ['import unittest', '', 'class Sums(unittest.TestCase):', ...tests, ''].join('\n');

describe('agent-tui test', () => {
  it('is red where a test is, and leaves no process behind', async () => {
    const stage = await makeStage();
    await stage.write(
      'test_sums.py',
      caseOf(
        '    def test_wrong(self):',
        '        import subprocess',
        '        subprocess.Popen(["setsid", "sleep", "600"])',
        '        self.assertEqual(1 + 1, 3)',
      ),
    );
    const { code, stdout, stderr } = await stage.run('test');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatch(/✗ .*test_wrong\n {2}test_sums\.py:7\n/);
    expect(await stage.leftovers()).toEqual([]);
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
});
