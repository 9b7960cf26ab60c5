import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { systemRandom } from '../../src/engine/platform/random.ts';
import type { Files, Tree } from './tree.ts';
import { canRun, treesUntil, processesWith } from './tree.ts';

// Tests run side by side here: what one has made is not another's to remove.
const tree = treesUntil(afterAll);

/** What the same six projects look like for one framework. */
interface Language {
  readonly name: string;
  readonly missing: string | null;
  readonly extra: Files;
  readonly file: string;
  readonly red: string;
  readonly redLine: number;
  readonly none: string;
  readonly broken: string;
  readonly hang: (word: string) => string;
  readonly daemon: (word: string) => string;
  readonly skipped: string;
}

const endless = (word: string) => `setInterval(() => {}, 1000); /* ${word} */`;

function javascript(name: string, head: string, options: Partial<Language>): Language {
  const child = (word: string) =>
    `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(endless(word))}], { detached: true, stdio: 'ignore' }).unref();`;
  return {
    name,
    missing: null,
    extra: {},
    file: 'sum.test.js',
    red: `${head}\ntest('adds', () => {});\ntest('fails', () => {\n  assert.equal(1, 2);\n});\n`,
    redLine: head.split('\n').length + 3,
    none: `${head}\n`,
    broken: `${head}\nrequire('./nowhere.js');\n`,
    hang: (word) => `${head}\ntest('waits', () => new Promise(() => { ${endless(word)} }));\n`,
    daemon: (word) => `${head}\ntest('starts', () => { ${child(word)} });\n`,
    skipped: `${head}\ntest.skip('later', () => {});\n`,
    ...options,
  };
}

function python(name: string, options: Partial<Language>): Language {
  const head = 'import subprocess, sys, time, unittest\nclass T(unittest.TestCase):\n';
  const child = (word: string) =>
    `subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600) # ${word}"], start_new_session=True)`;
  return {
    name,
    missing: canRun('python3', '--version') ? null : 'python3 is not on PATH',
    extra: {},
    file: 'tests/test_sum.py',
    red: `${head}  def test_adds(self): pass\n  def test_fails(self):\n    self.assertEqual(1, 2)\n`,
    redLine: 5,
    none: 'import unittest\n',
    broken: 'import unittest\nimport nowhere\n',
    hang: (word) => `${head}  def test_waits(self): time.sleep(600) # ${word}\n`,
    daemon: (word) => `${head}  def test_starts(self): ${child(word)}\n`,
    skipped: `${head}  @unittest.skip("later")\n  def test_later(self): pass\n`,
    ...options,
  };
}

const assertHead = (source: string) =>
  `const { createRequire } = require('node:module'); const assert = require('node:assert');\n${source}`;

const languages: readonly Language[] = [
  javascript('node-test', assertHead("const { test } = require('node:test');"), {
    extra: { 'package.json': '{"scripts":{"test":"node --test"}}' },
  }),
  javascript('vitest', "import assert from 'node:assert';\nimport { test } from 'vitest';", {
    extra: { 'package.json': '{"type":"module","devDependencies":{"vitest":"*"}}' },
    daemon: (word) =>
      `import { test } from 'vitest';\nimport { spawn } from 'node:child_process';\ntest('starts', () => { spawn(process.execPath, ['-e', ${JSON.stringify(endless(word))}], { detached: true, stdio: 'ignore' }).unref(); });\n`,
    broken: "import './nowhere.js';\nimport { test } from 'vitest';\ntest('a', () => {});\n",
    hang: () =>
      "import { test } from 'vitest';\ntest('waits', () => new Promise(() => {}), 600_000);\n",
  }),
  python('unittest', {}),
  python('pytest', {
    missing: canRun('python3', '-m', 'pytest', '--version')
      ? null
      : 'pytest is not installed for python3',
    extra: { 'pytest.ini': '[pytest]\n' },
  }),
];

async function projectOf(language: Language, text: string): Promise<Tree> {
  const made = await tree({ ...language.extra, [language.file]: text });
  if (language.name === 'vitest') {
    await symlink(join(import.meta.dirname, '../../node_modules'), join(made.root, 'node_modules'));
  }
  return made;
}

/** Long enough for every runner here to have begun, on a busy machine too. */
const hangLimitMs = 1_500;

describe.each(languages)('a project tested with $name', (language) => {
  const maybe = language.missing === null ? it.concurrent : it.skip;
  const why = language.missing === null ? '' : ` (skipped: ${language.missing})`;

  maybe(`passes when its tests pass, and leaves no process that a test started${why}`, async () => {
    const word = `daemon-${systemRandom.id()}`;
    const run = await (await projectOf(language, language.daemon(word))).run();
    expect(run, run.output).toMatchObject({ verdict: 'passed', framework: language.name });
    expect(run.reason).toBeNull();
    expect(run.totals).toEqual({ total: 1, passed: 1, failed: 0, skipped: 0 });
    expect(await processesWith(word)).toEqual([]);
  });

  maybe(`fails with the name and the place of the failing test${why}`, async () => {
    const run = await (await projectOf(language, language.red)).run();
    expect(run.verdict, run.output).toBe('failed');
    expect(run.totals).toEqual({ total: 2, passed: 1, failed: 1, skipped: 0 });
    expect(run.failing).toHaveLength(1);
    expect(run.failing[0]).toMatchObject({ file: language.file, line: language.redLine });
    expect(run.failing[0]?.name).toMatch(/fails/u);
    expect(run.output).not.toBe('');
  });

  maybe(`does not pass without a test${why}`, async () => {
    const none = await (await projectOf(language, language.none)).run();
    // Vitest takes a test file without tests for a failure.
    expect(none.verdict).toBe(language.name === 'vitest' ? 'failed' : 'no-tests');
  });

  maybe(`does not pass when all tests are skipped${why}`, async () => {
    const skipped = await (await projectOf(language, language.skipped)).run();
    expect(skipped.verdict).toBe('no-tests');
  });

  maybe(`fails when a test file cannot be loaded${why}`, async () => {
    const run = await (await projectOf(language, language.broken)).run();
    expect(run.verdict, run.output).toBe('failed');
    expect(run.failing[0]?.message).toMatch(/nowhere/u);
  });

  maybe(`ends at its time limit, with every process${why}`, async () => {
    const word = `hang-${systemRandom.id()}`;
    const made = await projectOf(language, language.hang(word));
    const run = await made.run({ timeLimitMs: hangLimitMs });
    expect(run).toMatchObject({ verdict: 'timed-out', exitCode: null });
    expect(await processesWith(made.root)).toEqual([]);
  });
});
