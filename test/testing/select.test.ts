import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { TestSelection } from '../../src/engine/model/test-selection.ts';
import type { Files, Tree } from './tree.ts';
import { canRun, treesUntil } from './tree.ts';

const tree = treesUntil(afterAll);

const packages = join(import.meta.dirname, '../../node_modules');

/** A runner that is there, and a project with several files and names. */
interface Runner {
  readonly name: string;
  readonly missing: string | null;
  readonly files: Files;
  readonly one: string;
  /** A file whose name is a pattern to somebody, which holds one test. */
  readonly odd: string;
  /** How a report tells the test `adds two numbers` of the first file. */
  readonly fullName: string;
}

const nodeHead = "const { describe, test } = require('node:test');\n";
const vitestHead = "import { describe, test } from 'vitest';\n";
const body = `describe('sum (of) "two"', () => {
  test('adds two numbers', () => {});
  test('adds three numbers', () => { throw new Error('three'); });
});
test('123', () => {});\n`;
const python = `import unittest
class SumTest(unittest.TestCase):
    def test_adds_two_numbers(self): pass
    def test_adds_three_numbers(self): self.fail('three')
class OtherTest(unittest.TestCase):
    def test_123(self): pass
`;
const pythonOther = `import unittest
class DataTest(unittest.TestCase):
    def test_other(self): pass
`;
const noPython = canRun('python3', '--version') ? null : 'python3 is not on PATH';

const runners: readonly Runner[] = [
  {
    name: 'node-test',
    missing: null,
    files: {
      'package.json':
        '{"scripts":{"test":"node --test --import ./setup.mjs test/*.test.js \'more/**/*.test.js\'"}}',
      'setup.mjs': '',
      'test/sum.test.js': nodeHead + body,
      'test/i.test.js': `${nodeHead}test('other', () => {});`,
      'test/[id] {a,b}.test.js': `${nodeHead}test('odd', () => {});`,
    },
    one: 'test/sum.test.js',
    odd: 'test/[id] {a,b}.test.js',
    fullName: 'sum (of) "two" > adds two numbers',
  },
  {
    name: 'vitest',
    missing: null,
    files: {
      'package.json':
        '{"type":"module","scripts":{"test":"vitest run --retry 0 lib sum"},"devDependencies":{"vitest":"*"}}',
      'sum.test.js': vitestHead + body,
      'lib/sum.test.js': `${vitestHead}test('adds two numbers', () => {});`,
      'lib/checksum.test.js': `${vitestHead}test('other', () => {});`,
      'lib/[id] (x).test.js': `${vitestHead}test('odd', () => {});`,
    },
    one: 'sum.test.js',
    odd: 'lib/[id] (x).test.js',
    fullName: 'sum (of) "two" > adds two numbers',
  },
  {
    name: 'unittest',
    missing: noPython,
    files: {
      'tests/test_sum.py': `import beside\n${python}`,
      'tests/beside.py': '',
      'tests/test_data.py': pythonOther,
      'tests/deep/__init__.py': '',
      'tests/deep/test_sum.py': pythonOther,
    },
    one: 'tests/test_sum.py',
    odd: 'tests/deep/test_sum.py',
    fullName: 'test_sum.SumTest.test_adds_two_numbers',
  },
  {
    name: 'pytest',
    missing: canRun('python3', '-m', 'pytest', '--version') ? null : 'pytest is not installed',
    files: {
      'pytest.ini': '[pytest]\n',
      Makefile: 'test:\n\tpython -m pytest -v tests\n',
      'tests/test_sum.py': python,
      'tests/test_data.py': pythonOther,
      'tests/@odd/test_odd.py': pythonOther,
    },
    one: 'tests/test_sum.py',
    odd: 'tests/@odd/test_odd.py',
    fullName: 'tests.test_sum.SumTest > test_adds_two_numbers',
  },
];

async function projectOf(runner: Runner): Promise<Tree> {
  const made = await tree(runner.files);
  if (runner.name === 'vitest') await symlink(packages, join(made.root, 'node_modules'));
  return made;
}

describe.each(runners)('a part of tests that $name runs', (runner) => {
  const maybe = runner.missing === null ? it : it.skip;
  const why = runner.missing === null ? '' : ` (skipped: ${runner.missing})`;
  const ran = async (selection: Partial<TestSelection>) => {
    const run = await (await projectOf(runner)).run({ selection });
    expect(run.framework).toBe(runner.name);
    const { passed, failed } = run.totals;
    return { run, passed, failed };
  };

  maybe(`is one file, whatever the project's own command names${why}`, async () => {
    const { run, passed, failed } = await ran({ file: runner.one });
    expect([passed, failed], run.output).toEqual([2, 1]);
    expect(run.verdict).toBe('failed');
  });

  maybe(`is a file whose name is odd${why}`, async () => {
    const { run, passed, failed } = await ran({ file: runner.odd });
    expect([passed, failed], run.output).toEqual([1, 0]);
    expect(run.verdict).toBe('passed');
  });

  maybe(`is one test of a file, by the name that a report tells${why}`, async () => {
    const { run, passed, failed } = await ran({ file: runner.one, name: runner.fullName });
    expect([passed, failed], run.output).toEqual([1, 0]);
    expect(run.verdict).toBe('passed');
  });

  maybe(`is each test with some words in its name${why}`, async () => {
    const { run, passed, failed } = await ran({ file: runner.one, name: 'three numbers' });
    expect([passed, failed], run.output).toEqual([0, 1]);
    const digits = await ran({ name: '123' });
    expect([digits.passed, digits.failed], digits.run.output).toEqual([1, 0]);
  });

  maybe(`is nothing when no test has the words${why}`, async () => {
    const { run } = await ran({ file: runner.one, name: 'nowhere to be found' });
    expect(run.verdict).toBe('no-tests');
  });
});
