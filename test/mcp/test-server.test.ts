import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { frameworkIds } from '../../src/engine/testing/index.ts';
import { defaultLimits } from '../../src/engine/model/limits.ts';
import { systemClock } from '../../src/engine/platform/clock.ts';
import { systemRandom } from '../../src/engine/platform/random.ts';
import type { ToolHost } from '../../src/engine/tool-host/tool-host.ts';
import { createToolTests } from '../../src/engine/tool-host/tool-tests.ts';
import { doCall, serverNames } from '../../src/mcp/index.ts';
import { testTools } from '../../src/mcp/servers/test/index.ts';
import type { Files, Tree } from '../testing/tree.ts';
import { makeTree, noOverride } from '../testing/tree.ts';

const trees: Tree[] = [];
afterEach(async () => {
  await Promise.all(trees.splice(0).map((made) => made.remove()));
});

/** A project with the tools of its tests. */
async function project(files: Files, mayWrite = true) {
  const made = await makeTree(files);
  trees.push(made);
  const tests = createToolTests({
    placeOf: () => ({ root: made.root, mayWrite }),
    test: noOverride,
    limits: { ...defaultLimits, testDurationMsMax: 25_000 },
    baseEnv: process.env,
    clock: systemClock,
    random: systemRandom,
    scratchDir: join(made.scratch, 'runs'),
  });
  // The other parts are not these tools' to use.
  const host = { project: 'till', tests } as unknown as ToolHost;
  const { signal } = new AbortController();
  const call = async (tool: string, input: Readonly<Record<string, unknown>> = {}) => {
    const asked = { server: 'test' as const, tool, input, signal, progress: () => undefined };
    const result = await doCall(host, { kind: 'person' }, asked);
    const text = result.content.map((part) => (part.type === 'text' ? part.text : part.type));
    const value = result.structuredContent;
    const output = testTools.find(({ name }) => name === tool)?.output ?? {};
    if (result.isError !== true) z.strictObject(output).parse(value);
    return { text: text.join(''), value, isError: result.isError === true };
  };
  return { root: made.root, call };
}

const mixed = `const { test } = require('node:test');
for (let number = 0; number < 14; number += 1) test('passes ' + number, () => {});
test('adds two numbers', () => { throw new Error('got 5 ' + 'x'.repeat(5000)); });
console.log('printed '.repeat(2000));\n`;
const files: Files = {
  'package.json': '{"scripts":{"test":"node --test"}}',
  'test/sum.test.js': mixed,
  'test/other.test.js': "require('node:test').test('other', () => {});",
};

describe('the test server', () => {
  it('is one of the servers, and says of each tool and field what it means', () => {
    expect(serverNames).toContain('test');
    for (const { description, input, output, effect } of testTools) {
      expect(description).toMatch(/\.$/u);
      expect(effect.destructive).toBe(false);
      for (const field of Object.values(input))
        expect((field as z.ZodType).description).toBeTruthy();
      expect(Object.keys(output)).not.toEqual([]);
    }
    const runTests = testTools.find(({ name }) => name === 'run_tests');
    expect(runTests?.description).toContain('never counts at the gate');
  });
});

describe('detect_project_framework', () => {
  it('says what tests the project has', async () => {
    const { call } = await project(files);
    expect(await call('detect_project_framework')).toMatchObject({
      isError: false,
      text: 'node-test: node --test',
      value: { found: true, framework: 'node-test', dir: '', command: ['node', '--test'] },
    });
  });

  it('answers where there are none', async () => {
    const { call } = await project({ 'a.js': '' });
    expect(await call('detect_project_framework')).toMatchObject({
      isError: false,
      text: 'no tests: no test file, runner or test command was found',
      value: { found: false, framework: null },
    });
  });
});

describe('get_framework_info', () => {
  it.each(frameworkIds)('describes %s', async (id) => {
    const { call } = await project({ 'a.js': '' });
    const { isError, value, text } = await call('get_framework_info', { id });
    expect(isError).toBe(false);
    expect(value).toMatchObject({ id });
    const example = value?.['exampleText'];
    if (example !== null) expect(example).toContain('not implemented: ');
    expect(text).toContain(String(value?.['oneFile']));
  });

  it('refuses what is not known, with what is', async () => {
    const { call } = await project({ 'a.js': '' });
    const { isError, text } = await call('get_framework_info', { id: 'jset' });
    expect(isError).toBe(true);
    expect(text).toBe(`unknown test framework: jset\nname one of ${frameworkIds.join(', ')}`);
  });
});

describe('run_tests', () => {
  it('gives what failed as an answer, and not too much of it', async () => {
    const { call } = await project(files);
    const { isError, text, value } = await call('run_tests');
    expect(isError).toBe(false);
    expect(text).toBe('1 failed, 15 passed: adds two numbers (test/sum.test.js:3)');
    expect(value).toMatchObject({
      verdict: 'failed',
      total: 16,
      failed: 1,
      failing: [{ name: 'adds two numbers', file: 'test/sum.test.js', line: 3 }],
    });
    expect(JSON.stringify(value).length).toBeLessThan(8_000);
    expect(value?.['output']).toMatch(/^…/u);
  });

  it('runs a file or a test alone', async () => {
    const { call } = await project(files);
    expect((await call('run_tests', { file: 'test/other.test.js' })).text).toBe('1 passed');
    const one = await call('run_tests', { name: 'passes 13' });
    expect(one).toMatchObject({ text: '1 passed', value: { verdict: 'passed', total: 1 } });
    const none = await call('run_tests', { name: 'nowhere' });
    expect(none).toMatchObject({
      isError: false,
      text: 'no-tests: no test ran (0 passed)',
      value: { verdict: 'no-tests' },
    });
  });

  it.each([
    [{ file: 'test/nowhere.test.js' }, 'there is no file test/nowhere.test.js'],
    [{ file: '--watch' }, 'no file of the project: "--watch"'],
    [{ file: '' }, 'wrong input of run_tests: file'],
    [{ name: 'x'.repeat(501) }, 'wrong input of run_tests: name'],
    [{ args: ['--watch'] }, 'wrong input of run_tests'],
  ])('refuses %j', async (input, message) => {
    const { call } = await project(files);
    const { isError, text } = await call('run_tests', input);
    expect(isError).toBe(true);
    expect(text).toContain(message);
  });
});

describe('generate_test_file', () => {
  it('begins a file that is red, and green once it is written', async () => {
    const { call, root } = await project(files);
    const input = { source: 'src/sum.js', tests: ['adds', 'subtracts'], file: 'test/new.test.js' };
    const { text, value, isError } = await call('generate_test_file', input);
    expect(isError).toBe(false);
    expect(text).toBe('test/new.test.js: 2 tests to write, each red as it should be');
    expect(value).toMatchObject({ isRed: true, reason: null, run: { failed: 2, total: 2 } });
    const place = join(root, 'test/new.test.js');
    const written = await readFile(place, 'utf8');
    await writeFile(place, written.replaceAll(/throw new Error.*$/gmu, ''));
    expect((await call('run_tests', { file: 'test/new.test.js' })).text).toBe('2 passed');
  });

  it('refuses a file that is there and a caller without a work tree of their own', async () => {
    const { call } = await project(files);
    const taken = await call('generate_test_file', { source: 'sum.js', tests: ['adds'] });
    expect(taken.text).toBe(
      'test/sum.test.js is there already\nwrite the tests into it, or name another file with `file`',
    );
    const person = await project(files, false);
    const refused = await person.call('generate_test_file', { source: 'b.js', tests: ['adds'] });
    expect(refused.isError).toBe(true);
    expect(refused.text).toContain('claim a feature');
    expect(existsSync(join(person.root, 'test/b.test.js'))).toBe(false);
  });
});
