import { describe, expect, it } from 'vitest';
import { detectTests, planSetup, planTestRun } from '../../src/engine/testing/index.ts';
import type { Files } from './tree.ts';
import { detectIn, foundIn, noOverride } from './tree.ts';

const pkg = (fields: object) => JSON.stringify(fields);
const dev = (...names: readonly string[]) =>
  pkg({ devDependencies: Object.fromEntries(names.map((name) => [name, '1'])) });
const script = (test: string, more: object = {}) => pkg({ scripts: { test, ...more } });

const projects: readonly (readonly [expected: string, files: Files])[] = [
  ['node-test', { 'package.json': script('node --test'), 'test/a.test.js': '' }],
  ['node-test', { 'test/a.test.js': "import test from 'node:test';" }],
  ['node-test', { 'package.json': script('tsx --test src/*.test.ts'), 'src/a.test.ts': '' }],
  ['vitest', { 'package.json': dev('vitest'), 'src/a.test.ts': "import 'vitest';" }],
  ['vitest', { 'vitest.config.ts': '', 'package.json': dev('jest'), 'a.spec.ts': '' }],
  ['vitest', { 'vite.config.ts': 'defineConfig({ test: { globals: true } })', 'a.test.ts': '' }],
  ['jest', { 'package.json': dev('jest', '@types/mocha'), 'a.test.js': '' }],
  ['jest', { 'package.json': script('npm run unit -- --ci', { unit: 'eslint . && jest' }) }],
  ['mocha', { '.mocharc.yml': '', 'package.json': dev('mocha', 'chai'), 'test/a.js': '' }],
  ['mocha', { 'package.json': script('nyc --all mocha --require x spec/'), 'spec/a.js': '' }],
  ['pytest', { 'pyproject.toml': '[tool.pytest.ini_options]\n', 'tests/test_a.py': '' }],
  ['pytest', { 'requirements-dev.txt': 'pytest>=8\n', 'tests/test_a.py': 'import unittest' }],
  ['pytest', { Makefile: 'test:\n\t@$(PYTHON) -m pytest -x tests\n', 'tests/test_a.py': '' }],
  ['unittest', { 'tests/test_a.py': 'import os, unittest\n' }],
  ['unittest', { 'tox.ini': '[testenv]\ncommands =\n    python -m unittest {posargs}\n' }],
  ['go-test', { 'go.mod': 'module x\n', 'pk/a_test.go': 'import "testing"' }],
  ['go-test', { 'package.json': dev('prettier'), 'go.mod': 'module x', 'a_test.go': '' }],
];

const none: readonly (readonly [why: string, files: Files])[] = [
  ['an empty project', {}],
  ['a script that only complains', { 'package.json': script('echo "no tests" && exit 1') }],
  ['a runner without a test file', { 'package.json': dev('jest') }],
  ['types and plugins of a runner', { 'package.json': dev('@types/jest'), 'a.test.js': '' }],
  ['plugins of pytest', { 'requirements.txt': 'pytest-cov\n', 'tests/test_a.py': '' }],
  ['tests of others', { 'node_modules/x/test/a.test.js': "require('node:test')" }],
  ['fixtures', { 'package.json': dev('vitest'), 'fixtures/a.test.js': "import 'vitest'" }],
  ['a folder called tests', { 'tests/readme.md': '' }],
  ['broken JSON', { 'package.json': '{"scripts":', 'index.js': '' }],
  ['modules of Go without tests', { 'go.mod': 'module x', 'main.go': '' }],
];

describe('finding the tests of a project', () => {
  it.each(projects)('says %s for %j', async (expected, files) => {
    const found = await foundIn(files);
    expect(found.framework).toBe(expected);
    expect(found.reasons.length).toBeGreaterThan(0);
  });

  it.each(none)('finds none, with reasons, in %s', async (_, files) => {
    const detection = await detectIn(files);
    if (detection.kind === 'found') throw new Error(detection.primary.framework);
    expect(detection.reasons.length).toBeGreaterThan(0);
  });

  it('takes the framework and the directory that the configuration names', async () => {
    const files = { 'package.json': script('jest'), 'web/package.json': script('mocha lib') };
    const named = await foundIn(files, { framework: 'node-test', args: [] });
    expect(named).toMatchObject({ framework: 'node-test', invocation: { args: [] } });
    const below = await foundIn(files, { dir: './web/', args: [] });
    expect(below).toMatchObject({ framework: 'mocha', dir: 'web' });
  });

  it('refuses an unknown framework and a directory outside the project', async () => {
    const files = { 'package.json': script('jest') };
    await expect(detectIn(files, { framework: 'jset', args: [] })).rejects.toMatchObject({
      code: 'usage',
      message: 'unknown test framework: jset',
    });
    await expect(detectIn(files, { dir: '../other', args: [] })).rejects.toThrow(/no directory/u);
    expect(await detectIn(files, { dir: 'nowhere', args: [] })).toMatchObject({
      kind: 'none',
      missingDir: 'nowhere',
    });
    await expect(detectIn(files, { dir: '/nowhere', args: [] })).rejects.toThrow(/no directory/u);
  });

  it('knows the package manager by the field before the lockfile', async () => {
    const files = { 'package.json': script('jest'), 'yarn.lock': '', 'package-lock.json': '' };
    expect((await foundIn(files)).packageManager).toBe('yarn');
    const field = pkg({ packageManager: 'pnpm@9.1.0', scripts: { test: 'jest' } });
    expect((await foundIn({ ...files, 'package.json': field })).packageManager).toBe('pnpm');
  });

  it('reads a file that cannot be read as one that says nothing', async () => {
    const names = ['package.json', 'a.test.js'];
    const read = () => Promise.resolve(undefined);
    expect((await detectTests({ names, read, override: noOverride })).kind).toBe('none');
  });
});

const place = { root: '/project', reportDir: '/report' };

/** The words after the runner and our own flags. */
async function argvOf(files: Files, args: readonly string[] = []): Promise<readonly string[]> {
  const plan = await planTestRun({ suite: await foundIn(files), ...place, args: [...args] });
  return plan.argv;
}

describe('the command', () => {
  it('is the CI-safe one of each framework', async () => {
    const commands = await Promise.all([
      argvOf({ 'package.json': script('jest --coverage') }, ['-t', 'x']),
      argvOf({ 'package.json': script('vitest --config v.ts --reporter verbose') }),
      argvOf({ 'package.json': script('mocha -R dot --require x spec/') }),
      argvOf({ Makefile: 'test:\n\tpytest -x --junitxml=a.xml tests\n' }),
      argvOf({
        'go.mod': 'module x',
        'a_test.go': '',
        Makefile: 'test:\n\tgo test -v -race ./a/...\n',
      }),
    ]);
    expect(commands.map((argv) => argv.join(' '))).toEqual([
      'npx --no-install jest --ci --json --outputFile=/report/reports/report.json --testLocationInResults --coverage -t x',
      'npx --no-install vitest run --reporter=default --reporter=json --outputFile.json=/report/reports/report.json --config v.ts',
      'npx --no-install mocha --reporter json --reporter-option output=/report/reports/report.json --forbid-only --require x spec/',
      'python3 -m pytest --color=no -q -p no:cacheprovider -o junit_family=xunit1 --junitxml=/report/reports/report.xml -x tests',
      'go test -json -count=1 -timeout=0 -race ./a/...',
    ]);
  });

  it('keeps how the script starts the runner, its variables and what it runs first', async () => {
    const line =
      'tsc -p . && NODE_ENV=test node --vm x.js; node --loader l node_modules/.bin/mocha a && lint';
    const files = { 'package.json': script(`cross-env A="b c" ${line}`, { pretest: 'clean' }) };
    const plan = await planTestRun({ suite: await foundIn(files), ...place, args: [] });
    expect(plan.argv.slice(0, 4)).toEqual(['node', '--loader', 'l', 'node_modules/.bin/mocha']);
    expect(plan.before[0]).toBe('clean');
    expect(plan.before[1]).toMatch(/tsc -p \. && .*; true$/u);
    const { reasons } = await foundIn(files);
    expect(reasons.join()).toContain('not run: `lint`');
  });

  it('is not taken from a script that waits for changes', async () => {
    for (const line of ['jest --watchAll src', 'vitest watch', 'mocha -w', 'node --test --watch']) {
      const detection = await detectIn({ 'package.json': script(line) });
      if (detection.kind === 'found') throw new Error(line);
      expect(detection.reasons.join()).toContain('waits for changes');
    }
    const files = {
      'package.json': pkg({ scripts: { test: 'jest --watch' }, devDependencies: { jest: '1' } }),
    };
    const found = await foundIn({ ...files, 'a.test.js': '' });
    expect(found.invocation.args).toEqual([]);
  });

  it('finds tests of unittest that stand in a folder of their own', async () => {
    const own = await argvOf({ 'tests/test_a.py': 'import unittest' });
    expect(own.slice(-3)).toEqual(['discover', '-s', 'tests']);
    const inPackage = { 'tests/__init__.py': '', 'tests/test_a.py': 'import unittest' };
    expect((await argvOf(inPackage)).at(-1)).toBe('discover');
  });
});

describe('the set-up', () => {
  const plan = (files: Files, commands?: string[][]) =>
    planSetup({
      names: Object.keys(files),
      read: (path) => Promise.resolve(files[path]),
      override: commands === undefined ? undefined : { commands },
    });
  const deps = dev('x');

  it('is what the lockfile asks for', async () => {
    const commands = await Promise.all(
      [
        { 'package.json': deps, 'package-lock.json': '{}' },
        { 'package.json': deps, 'pnpm-lock.yaml': '' },
        { 'package.json': deps, 'yarn.lock': '# yarn lockfile v1' },
        { 'package.json': deps, 'yarn.lock': '__metadata:\n' },
        { 'package.json': deps },
        { 'package.json': '{}', 'package-lock.json': '{}' },
        { 'requirements.txt': 'pytest' },
      ].map(async (files: Files) => (await plan(files)).commands.flat().join(' ')),
    );
    expect(commands).toEqual([
      'npm ci',
      'pnpm install --frozen-lockfile',
      'yarn install --frozen-lockfile',
      'yarn install --immutable',
      '',
      '',
      '',
    ]);
  });

  it('has the same key as long as commands and lockfiles are the same', async () => {
    const files = { 'package.json': deps, 'package-lock.json': '{}', 'a.js': '1' };
    const { key } = await plan(files);
    expect((await plan({ ...files, 'a.js': '2' })).key).toBe(key);
    expect((await plan({ ...files, 'package-lock.json': '{ }' })).key).not.toBe(key);
    expect((await plan(files, [['make']])).key).not.toBe(key);
  });
});
