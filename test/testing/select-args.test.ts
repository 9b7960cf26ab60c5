import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { TestSelection } from '../../src/engine/model/test-selection.ts';
import { planTestRun } from '../../src/engine/testing/index.ts';
import type { Files } from './tree.ts';
import { foundIn, treesUntil } from './tree.ts';

const tree = treesUntil(afterAll);

describe('the arguments of a part', () => {
  const argsOf = async (files: Files, selection: Partial<TestSelection>, args: string[] = []) => {
    const made = await tree(files);
    const detection = await foundIn(files);
    const plan = await planTestRun({
      suite: detection,
      root: made.root,
      reportDir: made.scratch,
      args,
      selection: { file: null, name: null, ...selection },
    });
    return plan.argv.map((word) => word.replaceAll(made.root, 'ROOT'));
  };
  const go = {
    'go.mod': 'module example.com/x\n',
    'sum_test.go': 'package x\nimport "testing"\nfunc TestTop(t *testing.T) {}\n',
    'deep/a_test.go':
      'package deep\nimport "testing"\nfunc TestA(t *testing.T) {}\nfunc TestB(t *testing.T) {}\nfunc FuzzC(f *testing.F) {}\n',
    'deep/none_test.go': 'package deep\n',
  };
  const mocha = {
    'package.json': '{"scripts":{"test":"mocha --timeout 500 --grep fast -r ./x.js test/*.js"}}',
    'x.js': '',
    'test/a.js': '',
    'test/b.js': '',
  };
  const jest = {
    'package.json': '{"scripts":{"test":"jest --testEnvironment node --testPathPattern unit src"}}',
    'src/[a].test.js': '',
  };

  it.each<readonly [string, Files, Partial<TestSelection>, readonly string[]]>([
    [
      'go: the tests of a file',
      go,
      { file: 'deep/a_test.go' },
      ['-run=^(?:TestA|TestB|FuzzC)$', './deep'],
    ],
    ['go: a file of the root', go, { file: 'sum_test.go' }, ['-run=^(?:TestTop)$', '.']],
    [
      'go: a subtest by its full name',
      go,
      { name: 'example.com/x/deep > TestA > two (2) numbers' },
      [String.raw`-run=^TestA$/^two_\(2\)_numbers$`, './...'],
    ],
    [
      'go: words',
      go,
      { file: 'deep/a_test.go', name: 'two numbers' },
      ['-run=(?i)two.*numbers', './deep'],
    ],
    [
      'mocha: a file',
      mocha,
      { file: 'test/b.js' },
      ['--config=CONFIG', '--no-package', 'test/b.js', '--timeout', '500', '-r', './x.js'],
    ],
    [
      'mocha: a name',
      mocha,
      { name: '/a/ "b"' },
      [
        String.raw`--grep=(?:\/a\/\s+\x22b\x22)`,
        ...['--timeout', '500', '-r', './x.js', 'test/a.js', 'test/b.js'],
      ],
    ],
    [
      'jest: a file and a name',
      jest,
      { file: 'src/[a].test.js', name: 'outer > inner' },
      [
        String.raw`^ROOT\/src\/\[a\]\.test\.js$`,
        String.raw`--testNamePattern=(?:outer(?:\s+>)?\s+inner)`,
        ...['--testEnvironment', 'node'],
      ],
    ],
  ])('are those of %s', async (_, files, selection, expected) => {
    const argv = await argsOf(files, selection);
    const plain = argv.map((word) =>
      word
        .replace(/^\^.*?(?=\\\/src)/u, '^ROOT')
        .replace(/^(--config=).*\/mocha-config\.cjs$/u, '$1CONFIG'),
    );
    expect(plain.slice(-expected.length)).toEqual(expected);
  });

  it('are those of the project where everything is asked for', async () => {
    expect((await argsOf(mocha, {})).slice(-2)).toEqual(['test/a.js', 'test/b.js']);
  });

  it.each<readonly [string, string]>([
    ['test/nowhere.js', 'there is no file test/nowhere.js'],
    ['-r', 'no file of the project: "-r"'],
    ['./-r', 'no file of the project: "./-r"'],
    ['../other/a.js', 'no file of the project: "../other/a.js"'],
    ['/etc/passwd', 'no file of the project: "/etc/passwd"'],
    ['test', 'test is no file of the project'],
    ['', 'no file of the project: ""'],
    ['test/a.js\n--x', String.raw`no file of the project: "test/a.js\n--x"`],
    ['node_modules/x/a.js', 'no file of the project: "node_modules/x/a.js"'],
    ['link.js', 'link.js is no file of the project'],
    ['out/passwd', 'out/passwd is no file of the project'],
  ])('are refused for %j', async (file, message) => {
    const made = await tree(mocha);
    await symlink('/etc/passwd', join(made.root, 'link.js'));
    await symlink('/etc', join(made.root, 'out'));
    const running = made.run({ selection: { file } });
    await expect(running).rejects.toMatchObject({ code: 'usage', message });
    await expect(running).rejects.toHaveProperty('hint', expect.stringMatching(/name/u));
  });

  it('are refused for a Go file without a test and for a name that pytest cannot take', async () => {
    await expect(argsOf(go, { file: 'deep/none_test.go' })).rejects.toThrow(/no test in/u);
    const files = { 'pytest.ini': '[pytest]\n', 'test_a.py': '' };
    await expect(argsOf(files, { name: '(…)' })).rejects.toThrow(/cannot look for/u);
  });
});
