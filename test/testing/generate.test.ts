import { readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  detectTests,
  proveRed,
  workTreeFiles,
  writeTestFile,
} from '../../src/engine/testing/index.ts';
import type { Files, Tree } from './tree.ts';
import { canRun, treesUntil, noOverride } from './tree.ts';

const tree = treesUntil(afterAll);

interface Order {
  readonly framework: string;
  readonly source: string;
  readonly tests?: readonly string[];
  readonly file?: string;
}

async function generate(made: Tree, order: Order) {
  const files = await workTreeFiles(made.root);
  const { framework, source } = order;
  const detection = await detectTests({ ...files, override: { ...noOverride, framework } });
  if (detection.kind === 'none') throw new Error(detection.reasons.join('; '));
  const tests = order.tests ?? ['adds two numbers'];
  const file = order.file ?? null;
  return writeTestFile({ root: made.root, files, suite: detection.primary, source, tests, file });
}

const packages = join(import.meta.dirname, '../../node_modules');
const noPytest = canRun('python3', '-m', 'pytest', '--version') ? null : 'pytest is not installed';
const noPython = canRun('python3', '--version') ? null : 'python3 is not on PATH';

/** What nobody would write, and what breaks out of texts, comments and names. */
const hostile: readonly string[] = [
  'adds two numbers',
  'Adds two numbers!',
  'says "it\'s" `fine` ${process.exit(1)} */ // # \\',
  '\'\'\'""" triple {0} %s %d 100%',
  'line one\nline two\r\n\tline three\u2028line four',
  'добавляет числа',
  '数を足す',
  '\u202ereversed\u202c \u0007bell \u001b[31mred\u001b[0m \ud800 lone',
  '1',
  'constructor __proto__ class def func import',
  '…',
  `very ${'long '.repeat(58)}`,
  `w${'o'.repeat(290)}rd`,
];

describe.each<readonly [string, string | null, Files, string, string]>([
  [
    'node-test',
    null,
    { 'package.json': '{"scripts":{"test":"node --test"}}' },
    'src/sum.js',
    'test/sum.test.js',
  ],
  [
    'node-test',
    null,
    {
      'package.json': '{"type":"module","scripts":{"test":"node --test \'src/*.test.ts\'"}}',
      'src/a.ts': '',
      'src/a.test.ts':
        'import assert from "node:assert";\nimport { describe, it } from "node:test"\n\ndescribe("a", () => {\n\tit("b", () => {})\n})\n',
    },
    'src/sum.ts',
    'src/sum.test.ts',
  ],
  [
    'vitest',
    null,
    { 'package.json': '{"devDependencies":{"vitest":"*"}}' },
    'src/sum.ts',
    'src/sum.test.ts',
  ],
  [
    'vitest',
    null,
    {
      'package.json': '{"type":"module","devDependencies":{"vitest":"*"}}',
      'vitest.config.js': 'export default { test: { globals: true } };',
      'test/a.spec.js': "describe('a', () => {\n    it('b', () => {});\n});\n",
    },
    'src/sum.js',
    'test/sum.spec.js',
  ],
  ['pytest', noPytest, { 'pytest.ini': '[pytest]\n' }, 'shop/sum.py', 'tests/test_sum.py'],
  [
    'pytest',
    noPytest,
    {
      'pytest.ini': '[pytest]\n',
      'shop/a.py': '',
      'tests/shop/test_a.py':
        'import unittest\n\nclass A(unittest.TestCase):\n    def test_a(self):\n        pass\n',
    },
    'shop/sum.py',
    'tests/shop/test_sum.py',
  ],
  ['unittest', noPython, { 'README.md': '' }, 'sum-up.py', 'tests/test_sum_up.py'],
])('a test file that is begun for %s', (framework, missing, files, source, place) => {
  const maybe = missing === null ? it : it.skip;
  maybe(
    `stands at ${place}, loads before its source is there, and is red for the right reason`,
    async () => {
      const made = await tree(files);
      if (framework === 'vitest') await symlink(packages, join(made.root, 'node_modules'));
      const written = await generate(made, { framework, source, tests: hostile });
      expect(written.file).toBe(place);
      expect(await readFile(join(made.root, place), 'utf8')).toBe(written.text);
      const override = { ...noOverride, framework };
      const proof = await proveRed(written, async (selection) => {
        const { names } = await workTreeFiles(made.root);
        expect(names).toContain(place);
        return made.run({ selection, override, onDisk: true });
      });
      expect(proof.reason, proof.run.output).toBeNull();
      expect(proof.isRed).toBe(true);
      expect(proof.run.totals).toMatchObject({ total: hostile.length, failed: hostile.length });
    },
  );
});

describe('a test file as it is begun', () => {
  it.each<readonly [string, Files, string]>([
    ['jest', { 'package.json': '{}' }, 'src/sum.js'],
    [
      'jest',
      {
        'a.test.ts':
          "import { expect, it } from '@jest/globals';\nimport { a } from './a.js';\nit('a', () => {});\n",
        'a.ts': '',
      },
      'sum.ts',
    ],
    ['mocha', { 'package.json': '{}' }, 'lib/sum.js'],
    [
      'mocha',
      {
        'package.json': '{"type":"module"}',
        'test/a.js':
          "import { expect } from 'chai'\nsuite('a', () => {\n    test('b', () => {})\n})\n",
      },
      'lib/sum.js',
    ],
    ['node-test', { 'package.json': '{"type":"module"}' }, 'lib/sum.js'],
    [
      'vitest',
      {
        'a.test.ts': 'import { it } from "vitest";\nimport { a } from "./a";\nit("a", () => {});\n',
        'a.ts': '',
      },
      'src/sum.ts',
    ],
    ['pytest', {}, 'src/shop/sum.py'],
    ['unittest', {}, 'shop/sum.py'],
    ['go-test', { 'till/sum.go': '// Package shop sells.\npackage shop\n' }, 'till/sum.go'],
    [
      'go-test',
      {
        'till/a.go': 'package till\n',
        'till/a_test.go': 'package till_test\n\nfunc TestAddsTwoNumbers(t *testing.T) {}\n',
      },
      'till/sum.go',
    ],
    ['go-test', {}, 'my-till/100%.go'],
  ])('for %s among %j', async (framework, files, source) => {
    const made = await tree({ 'README.md': '', ...files });
    const tests = ['adds two numbers', 'is "100%" sure'];
    const { file, text } = await generate(made, { framework, source, tests });
    expect(`${file}\n\n${text}`).toMatchSnapshot();
  });
});

describe('beginning a test file', () => {
  const order = { framework: 'node-test', source: 'src/sum.js' };

  it('never overwrites a file', async () => {
    const made = await tree({ 'test/sum.test.js': 'mine' });
    const taken = { code: 'usage', message: 'test/sum.test.js is there already' };
    await expect(generate(made, order)).rejects.toMatchObject(taken);
    expect(await readFile(join(made.root, 'test/sum.test.js'), 'utf8')).toBe('mine');
    const other = await generate(made, { ...order, file: 'test/deep/other.test.js' });
    expect(other.file).toBe('test/deep/other.test.js');
    await expect(generate(made, { ...order, file: other.file })).rejects.toThrow(/already/u);
  });

  it.each([
    ['../sum.test.js', /no file of the project/u],
    ['-x.test.js', /no file of the project/u],
    ['.git/hooks/x.test.js', /no file of the project/u],
    ['out/x.test.js', /is no file of the project/u],
  ])('writes nowhere else: %s', async (file, message) => {
    const made = await tree({ 'a.js': '' });
    await symlink(made.scratch, join(made.root, 'out'));
    await expect(generate(made, { ...order, file })).rejects.toThrow(message);
  });

  it.each<readonly [readonly string[], RegExp]>([
    [[], /no test was asked for/u],
    [['a', ' \n'], /test 2 has no sentence/u],
    [['a b', 'a  b'], /test 2 has the sentence of another test/u],
    [['x'.repeat(301)], /the sentence of test 1 is too long/u],
    [Array.from({ length: 51 }, (_, index) => String(index)), /51 tests are too many/u],
  ])('refuses the sentences %j', async (tests, message) => {
    const made = await tree({ 'a.js': '' });
    await expect(generate(made, { ...order, tests })).rejects.toThrow(message);
  });

  it('says why a file is not red as it should be', async () => {
    const made = await tree({ 'package.json': '{"scripts":{"test":"node --test"}}' });
    const written = await generate(made, { ...order, tests: ['a', 'b'] });
    const prove = async (text: string) => {
      await writeFile(join(made.root, written.file), text);
      const override = { ...noOverride, framework: 'node-test' };
      const proof = await proveRed(written, (selection) =>
        made.run({ selection, override, onDisk: true }),
      );
      expect(proof.isRed).toBe(false);
      return proof.reason;
    };
    const head = "const { test } = require('node:test');\n";
    const red = (name: string) =>
      `test('${name}', () => { throw new Error('not implemented: ${name}'); });\n`;
    expect(await prove(`${head}test('a', () => {});`)).toBe('its tests passed');
    expect(await prove(head + red('a'))).toBe('1 tests ran and 1 failed, where 2 were written');
    expect(await prove(head + red('a') + red('c'))).toBe('no test failed with the words: b');
    expect(await prove("require('./nowhere')")).toMatch(/for another reason: .*/u);
    expect(await prove(head)).toBe('no test ran');
  });
});
