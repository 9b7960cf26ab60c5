import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { TestRun } from '../../src/engine/model/test-report.ts';
import { defaultLimits } from '../../src/engine/model/limits.ts';
import { systemClock } from '../../src/engine/platform/clock.ts';
import { systemRandom } from '../../src/engine/platform/random.ts';
import { workTreeFiles } from '../../src/engine/testing/index.ts';
import { RunTurns } from '../../src/engine/tool-host/run-turns.ts';
import type { Ask, ToolTests } from '../../src/engine/tool-host/tool-host.ts';
import { createToolTests } from '../../src/engine/tool-host/tool-tests.ts';
import type { Files, Tree } from './tree.ts';
import { treesUntil, noOverride, processesWith } from './tree.ts';

const tree = treesUntil(afterEach);

const all = { file: null, name: null };
const green = "const { test } = require('node:test'); test('a', () => {}); test('b', () => {});";
const nodeProject = (test = green): Files => ({
  'package.json': '{"scripts":{"test":"node --test"}}',
  'test/a.test.js': test,
});

/** Tools on one tree, and what they told. */
function toolsOn(made: Tree, options: { mayWrite?: boolean; timeLimitMs?: number } = {}) {
  const greens: TestRun[] = [];
  const told: string[] = [];
  const scratchDir = join(made.scratch, 'runs');
  const tests: ToolTests = createToolTests({
    placeOf: () => ({
      root: made.root,
      mayWrite: options.mayWrite ?? true,
      onGreen: (run) => {
        greens.push(run);
        return Promise.resolve();
      },
    }),
    test: noOverride,
    limits: { ...defaultLimits, testDurationMsMax: options.timeLimitMs ?? 25_000 },
    baseEnv: process.env,
    clock: systemClock,
    random: systemRandom,
    scratchDir,
    runningDir: join(made.scratch, 'running'),
  });
  const control = new AbortController();
  const ask: Ask = {
    caller: { kind: 'person' },
    signal: control.signal,
    progress: (message) => told.push(message),
  };
  const leftovers = () => (existsSync(scratchDir) ? readdirSync(scratchDir) : []);
  return { tests, ask, greens, told, control, leftovers };
}

describe('the files of a work tree', () => {
  const git = (made: Tree, ...args: readonly string[]) =>
    execFileSync('git', args, { cwd: made.root, stdio: 'ignore' });

  it('are what git knows and what is new, without what is ignored or deleted', async () => {
    const made = await tree({ 'a.js': 'a', 'gone.js': '', '.gitignore': 'out/\n', 'out/x.js': '' });
    git(made, 'init');
    git(made, 'add', '-A');
    execFileSync('rm', [join(made.root, 'gone.js')]);
    await writeFile(join(made.root, 'ä "new".js'), '');
    execFileSync('mkfifo', [join(made.root, 'pipe')]);
    execFileSync('ln', ['-s', '/etc/passwd', join(made.root, 'link')]);
    const { names, read } = await workTreeFiles(made.root);
    expect(names.toSorted()).toEqual(['.gitignore', 'a.js', 'link', 'ä "new".js']);
    expect(await read('a.js')).toBe('a');
    for (const odd of ['pipe', 'link', 'out', 'a.js/b', 'nowhere']) {
      expect(await read(odd)).toBeUndefined();
    }
  });

  it('are found by a walk where there is no repository', async () => {
    const made = await tree({ 'a.js': '', 'b/c/d.js': '', 'node_modules/x/index.js': '' });
    execFileSync('ln', ['-s', '..', join(made.root, 'b/up')]);
    expect((await workTreeFiles(made.root)).names.toSorted()).toEqual(['a.js', 'b/c/d.js']);
  });
});

describe('what tools may do about tests', () => {
  it('tells how the project is tested, or why that is not known', async () => {
    const { tests, ask } = toolsOn(await tree(nodeProject()));
    expect(await tests.detect(ask)).toMatchObject({
      kind: 'found',
      framework: 'node-test',
      dir: '',
      command: ['node', '--test'],
    });
    const empty = toolsOn(await tree({ 'a.js': '' }));
    expect(await empty.tests.detect(empty.ask)).toMatchObject({ kind: 'none' });
    await expect(empty.tests.run(empty.ask, all)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('no tests were found') as string,
    });
  });

  it('runs all tests and then tells of a green tree, but not after a part', async () => {
    const made = await tree(nodeProject());
    const { tests, ask, greens, leftovers } = toolsOn(made, { mayWrite: false });
    expect((await tests.run(ask, { file: 'test/a.test.js', name: null })).verdict).toBe('passed');
    expect((await tests.run(ask, { file: null, name: 'b' })).totals.total).toBe(1);
    expect(greens).toEqual([]);
    const run = await tests.run(ask, all);
    expect(run).toMatchObject({ verdict: 'passed', totals: { passed: 2 } });
    expect(greens).toEqual([run]);
    await writeFile(join(made.root, 'test/a.test.js'), green.replace('{}', "{ throw 'red'; }"));
    expect(await tests.run(ask, all)).toMatchObject({ verdict: 'failed', totals: { failed: 1 } });
    expect(greens).toHaveLength(1);
    expect(leftovers()).toEqual([]);
  });

  it('begins a test file that is red, in a project without tests too', async () => {
    const made = await tree({ 'package.json': '{}' });
    const { tests, ask } = toolsOn(made);
    const request = { source: 'src/sum.js', tests: ['adds', 'subtracts'], file: null };
    await expect(tests.generate(ask, { ...request, framework: null })).rejects.toHaveProperty(
      'hint',
      expect.stringContaining('naming a framework'),
    );
    const written = await tests.generate(ask, { ...request, framework: 'node-test' });
    expect(written).toMatchObject({ file: 'test/sum.test.js', isRed: true, reason: null });
    expect(await tests.detect(ask)).toMatchObject({ framework: 'node-test' });
  });

  it('leaves a file whose proof fails, and says why', async () => {
    const made = await tree({
      'package.json': '{"scripts":{"test":"false && node --test"}}',
      'test/a.test.js': green,
    });
    const { tests, ask } = toolsOn(made);
    const request = { source: 'src/sum.js', tests: ['adds'], file: null, framework: null };
    const written = await tests.generate(ask, request);
    expect(written.isRed).toBe(false);
    expect(written.reason).toContain('`false`');
    expect(existsSync(join(made.root, written.file))).toBe(true);
  });

  it('writes nothing where the caller may not', async () => {
    const made = await tree(nodeProject());
    const { tests, ask } = toolsOn(made, { mayWrite: false });
    const request = { source: 'src/sum.js', tests: ['adds'], file: null, framework: null };
    await expect(tests.generate(ask, request)).rejects.toMatchObject({
      code: 'usage',
      hint: expect.stringContaining('claim a feature') as string,
    });
    expect((await workTreeFiles(made.root)).names).toHaveLength(2);
  });

  it('is cancelled with all its processes, and tells how far it is until then', async () => {
    const test = "console.log('x'.repeat(2000)); setInterval(() => {}, 1000);";
    const made = await tree(nodeProject(test));
    const { tests, ask, told, control, leftovers } = toolsOn(made);
    const running = tests.run(ask, all);
    await expect.poll(() => told, { timeout: 10_000 }).not.toEqual([]);
    expect(told[0]).toMatch(/^running for \d+ s, \S+ k?B of output$/u);
    control.abort();
    expect((await running).verdict).toBe('cancelled');
    expect(await processesWith(made.root)).toEqual([]);
    expect(leftovers()).toEqual([]);
  });

  it('has a time limit', async () => {
    const made = await tree(nodeProject('setInterval(() => {}, 1000)'));
    const { tests, ask } = toolsOn(made, { timeLimitMs: 700 });
    expect((await tests.run(ask, all)).verdict).toBe('timed-out');
    expect(await processesWith(made.root)).toEqual([]);
  });

  it('runs one at a time in one work tree', async () => {
    const test = `const { existsSync, writeFileSync, rmSync } = require('node:fs');
      require('node:test').test('alone', async () => {
        if (existsSync('busy')) throw new Error('two at once');
        writeFileSync('busy', '');
        await new Promise((resolve) => setTimeout(resolve, 200));
        rmSync('busy');
      });`;
    const { tests, ask, told } = toolsOn(await tree(nodeProject(test)));
    const runs = await Promise.all([tests.run(ask, all), tests.run(ask, all)]);
    expect(runs.map(({ verdict }) => verdict)).toEqual(['passed', 'passed']);
    expect(told).toContain('waiting: 1 other test run was there first');
  });
});

describe('turns of test runs', () => {
  const signal = new AbortController().signal;
  const silent = () => undefined;

  it('are two at once, one in each work tree, and in order', async () => {
    const turns = new RunTurns();
    const begun: string[] = [];
    const releases = new Map<string, () => void>();
    const take = (name: string, key: string) =>
      turns
        .take({ key, signal, onWait: (ahead) => begun.push(`${name} behind ${String(ahead)}`) })
        .then((release) => {
          begun.push(name);
          releases.set(name, release);
        });
    const taken = [take('a1', 'a'), take('a2', 'a'), take('b1', 'b'), take('c1', 'c')];
    await expect.poll(() => releases.size).toBe(2);
    expect(begun).toEqual(['a2 behind 1', 'c1 behind 3', 'a1', 'b1']);
    releases.get('b1')?.();
    releases.get('b1')?.();
    await expect.poll(() => begun.at(-1)).toBe('c1');
    releases.get('a1')?.();
    await Promise.all(taken);
    expect(begun.at(-1)).toBe('a2');
  });

  it('are given up by who has gone, and refused when too many wait', async () => {
    const turns = new RunTurns();
    const release = await turns.take({ key: 'a', signal, onWait: silent });
    const control = new AbortController();
    const gone = turns.take({ key: 'a', signal: control.signal, onWait: silent });
    const next = turns.take({ key: 'a', signal, onWait: silent });
    control.abort();
    await expect(gone).rejects.toMatchObject({ code: 'interrupted' });
    const again = { key: 'a', signal: control.signal, onWait: silent };
    await expect(turns.take(again)).rejects.toMatchObject({ code: 'interrupted' });
    const waiting = Array.from({ length: 31 }, () =>
      turns.take({ key: 'a', signal, onWait: silent }),
    );
    await expect(turns.take({ key: 'a', signal, onWait: silent })).rejects.toThrow(/too many/u);
    release();
    const done = [next, ...waiting];
    for (const turn of done) (await turn)();
  });
});
