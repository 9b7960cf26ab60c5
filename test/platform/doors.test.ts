import { mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { agentEnvironment, testEnvironment } from '../../src/engine/platform/child-environment.ts';
import { systemClock, wait, within } from '../../src/engine/platform/clock.ts';
import {
  ensurePrivateDir,
  readTextIfPresent,
  removeTree,
  writeFileAtomic,
} from '../../src/engine/platform/files.ts';
import { openProgramLog } from '../../src/engine/platform/program-log.ts';
import { seededRandom, systemRandom } from '../../src/engine/platform/random.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'doors-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true });
});

describe('files', () => {
  test('a file is replaced as a whole and nothing lies beside it', async () => {
    const path = join(directory, 'file');
    await writeFileAtomic(path, 'one');
    await writeFileAtomic(path, 'two');
    expect(await readTextIfPresent(path)).toBe('two');
    expect(await readdir(directory)).toEqual(['file']);
  });

  test('a failed replacement leaves nothing behind', async () => {
    await mkdir(join(directory, 'taken/inside'), { recursive: true });
    await expect(writeFileAtomic(join(directory, 'taken'), 'text')).rejects.toThrow();
    expect(await readdir(directory)).toEqual(['taken']);
  });

  test('a private directory is closed to others, also when it was open', async () => {
    const path = join(directory, 'a/b');
    await mkdir(path, { recursive: true, mode: 0o755 });
    await ensurePrivateDir(path);
    expect((await stat(path)).mode & 0o777).toBe(0o700);
  });

  test('no file has no text', async () => {
    expect(await readTextIfPresent(join(directory, 'missing'))).toBeUndefined();
    await expect(readTextIfPresent(directory)).rejects.toThrow();
  });

  test('a removed tree is gone, what its links point to is not', async () => {
    await writeFile(join(directory, 'kept'), 'text');
    const tree = join(directory, 'tree');
    await mkdir(tree);
    await symlink('../kept', join(tree, 'link'));
    await removeTree(tree);
    await removeTree(tree);
    expect(await readdir(directory)).toEqual(['kept']);
  });

  test('the log of the program stays small', async () => {
    const path = join(directory, 'log');
    const log = openProgramLog(path, systemClock);
    for (let line = 0; line < 600; line += 1) log.note(`\u001b[31m${'x'.repeat(5000)}`);
    expect((await readdir(directory)).sort()).toEqual(['log', 'log.old']);
    expect((await stat(path)).size).toBeLessThanOrEqual(1024 * 1024);
    expect(await readFile(path, 'utf8')).not.toContain('\u001b');
    openProgramLog(join(directory, 'missing/log'), systemClock).note('nobody hears it');
  });
});

describe('time and chance', () => {
  test('a promise in time, and one too late', async () => {
    expect(await within(systemClock, 10_000, Promise.resolve(1))).toEqual({
      kind: 'in-time',
      value: 1,
    });
    expect(await within(systemClock, 1, new Promise(() => undefined))).toEqual({
      kind: 'too-late',
    });
  });

  test('waiting takes at least as long', async () => {
    const before = systemClock.monotonic();
    await wait(systemClock, 20);
    expect(systemClock.monotonic() - before).toBeGreaterThan(15);
  });

  test('a cancelled timer does nothing', async () => {
    let called = 0;
    const cancels = [
      systemClock.after(1, () => (called += 1)),
      systemClock.every(1, () => (called += 1)),
    ];
    for (const cancel of cancels) cancel();
    await wait(systemClock, 20);
    expect(called).toBe(0);
  });

  test('the same seed gives the same chance', () => {
    const [a, b, c] = [seededRandom(7), seededRandom(7), seededRandom(8)];
    expect([a.fraction(), a.id()]).toEqual([b.fraction(), b.id()]);
    expect(a.id()).not.toBe(c.id());
    expect(a.id(4)).toMatch(/^[0-9a-f]{8}$/u);
    expect(systemRandom.id(3)).toMatch(/^[0-9a-f]{6}$/u);
    const many = Array.from({ length: 1000 }, () => a.fraction());
    expect(many.every((one) => one >= 0 && one < 1)).toBe(true);
    expect(many.reduce((sum, one) => sum + one) / 1000).toBeCloseTo(0.5, 1);
  });
});

describe('environments', () => {
  const base = {
    PATH: '/bin',
    HOME: '/home/a',
    LANG: 'C.UTF-8',
    GIT_DIR: '/x',
    GIT_INDEX_FILE: '/x',
    AGENT_TUI_SESSION: 'outer',
    npm_lifecycle_event: 'demo',
    npm_package_name: 'x',
    npm_config_registry: 'kept',
    INIT_CWD: '/x',
    NODE_TEST_CONTEXT: 'child-v8',
    NODE_CHANNEL_FD: '3',
    VITEST: 'true',
    VITEST_POOL_ID: '1',
    NODE_OPTIONS: '--inspect-brk=0 --max-old-space-size=4096',
    OPENAI_API_KEY: 'secret',
    SOME_AUTH_TOKEN: 'secret',
    DB_PASSWORD: 'secret',
    SSH_AUTH_SOCK: '/x',
    AUTHOR: 'kept',
    TOKENIZER: 'kept',
    CLAUDECODE: '1',
    FORCE_COLOR: '1',
    NODE_ENV: 'production',
    UNSET: undefined,
  };

  test('an agent has what the person has, without what redirects programs', () => {
    const env = agentEnvironment(base, { AGENT_TUI_FEATURE: '7' });
    expect(env).toEqual({
      PATH: '/bin',
      HOME: '/home/a',
      LANG: 'C.UTF-8',
      npm_config_registry: 'kept',
      NODE_OPTIONS: '--max-old-space-size=4096',
      OPENAI_API_KEY: 'secret',
      SOME_AUTH_TOKEN: 'secret',
      DB_PASSWORD: 'secret',
      SSH_AUTH_SOCK: '/x',
      AUTHOR: 'kept',
      TOKENIZER: 'kept',
      CLAUDECODE: '1',
      FORCE_COLOR: '1',
      NODE_ENV: 'production',
      AGENT_TUI_FEATURE: '7',
    });
  });

  test('tests have no secrets, know no agent, and have a home of their own', () => {
    const env = testEnvironment(base, '/scratch', { EXTRA: '1' });
    expect(Object.values(env)).not.toContain('secret');
    for (const name of ['SSH_AUTH_SOCK', 'CLAUDECODE', 'FORCE_COLOR', 'NODE_ENV', 'GIT_DIR']) {
      expect(env).not.toHaveProperty(name);
    }
    expect(env).toMatchObject({
      PATH: '/bin',
      HOME: '/scratch',
      CI: 'true',
      NO_COLOR: '1',
      TERM: 'dumb',
      AUTHOR: 'kept',
      TOKENIZER: 'kept',
      EXTRA: '1',
    });
  });

  test('tests find the tools that are installed in the home of the person', async () => {
    await mkdir(join(directory, '.pyenv'));
    const env = testEnvironment({ HOME: directory }, '/scratch');
    expect(env['PYENV_ROOT']).toBe(join(directory, '.pyenv'));
    expect(env).not.toHaveProperty('CARGO_HOME');
  });
});
