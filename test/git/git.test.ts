import { existsSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { openGit, requireGit } from '../../src/engine/git/index.ts';
import { commitAll, git, inScratch, withProject, write } from './project.ts';

test('an exit code is a value, and what git said on either stream is kept apart', async () => {
  await withProject(async ({ dir }) => {
    const it = openGit(join(dir, '.git'));
    const good = await it.run(['rev-parse', 'HEAD']);
    expect(good).toMatchObject({ exitCode: 0, stderr: '' });
    const bad = await it.run(['rev-parse', '--verify', 'nothing']);
    expect(bad.exitCode).toBe(128);
    expect(bad.stderr).toContain('fatal:');
    const silent = await it.run(['symbolic-ref', '--quiet', 'refs/heads/main']);
    expect(silent.exitCode).not.toBe(0);
  });
});

test('an exit code that was not expected throws one line that names the command', async () => {
  await withProject(async ({ dir }) => {
    const it = openGit(join(dir, '.git'));
    await expect(it.text(['rev-parse', '--verify', 'nothing'])).rejects.toMatchObject({
      code: 'environment',
      message: 'git rev-parse failed: fatal: Needed a single revision',
    });
  });
});

test('a directory that is not there is an environment error', async () => {
  await expect(openGit('/nonexistent/x.git').run(['status'])).rejects.toMatchObject({
    code: 'environment',
  });
});

test('GIT_ variables of the shell do not reach git', async () => {
  await withProject(async ({ dir, first }) => {
    vi.stubEnv('GIT_DIR', '/nonexistent');
    vi.stubEnv('GIT_INDEX_FILE', '/nonexistent/index');
    vi.stubEnv('GIT_CONFIG_COUNT', '1');
    vi.stubEnv('GIT_CONFIG_KEY_0', 'core.bare');
    vi.stubEnv('GIT_CONFIG_VALUE_0', 'nonsense');
    try {
      expect(await openGit(join(dir, '.git')).text(['rev-parse', 'HEAD'])).toBe(first);
    } finally {
      vi.unstubAllEnvs();
    }
  });
});

test('many calls at once all give their own output', async () => {
  await withProject(async ({ dir }) => {
    const it = openGit(join(dir, '.git'));
    const numbers = Array.from({ length: 40 }, (_, i) => String(i));
    const said = await Promise.all(
      numbers.map((number) => it.text(['hash-object', '--stdin'], { stdin: number })),
    );
    expect(new Set(said).size).toBe(40);
  });
});

test('output beyond its limit is cut or refused', async () => {
  await withProject(async ({ dir }) => {
    await write(dir, { 'big.txt': 'x'.repeat(3_000_000) });
    const commit = commitAll(dir, 'big');
    const it = openGit(join(dir, '.git'));
    const show = ['cat-file', 'blob', `${commit}:big.txt`];
    const whole = await it.run(show);
    expect(whole.stdout.length).toBe(3_000_000);
    const cut = await it.run(show, { outputBytesMax: 100_000, truncate: true });
    expect(cut.stdout.length).toBeLessThan(3_000_000);
    await expect(it.run(show, { outputBytesMax: 100_000 })).rejects.toThrow('more than is kept');
  });
});

test('git that is missing or older than 2.38 is refused with a hint', async () => {
  await inScratch(async (dir) => {
    await requireGit();
    await expect(requireGit(dir)).rejects.toMatchObject({ code: 'environment' });
    for (const [version, isEnough] of [
      ['2.37.9', false],
      ['1.99.0', false],
      ['2.38.0', true],
      ['3.0.1.windows.1', true],
    ] as const) {
      await writeFile(join(dir, 'git'), `#!/bin/sh\necho git version ${version}\n`);
      await chmod(join(dir, 'git'), 0o755);
      const asked = requireGit(`${dir}:/usr/bin:/bin`);
      if (isEnough) await asked;
      else
        await expect(asked).rejects.toMatchObject({
          hint: expect.stringContaining('2.38') as unknown,
        });
    }
  });
});

test('hooks of the repository do not run', async () => {
  await withProject(async ({ dir, scratch, first }) => {
    const hook = join(dir, '.git', 'hooks', 'reference-transaction');
    await write(dir, { '.git/hooks/reference-transaction': `#!/bin/sh\ntouch ${scratch}/ran\n` });
    await chmod(hook, 0o755);
    await openGit(join(dir, '.git')).text(['update-ref', 'refs/x/y', first]);
    expect(existsSync(join(scratch, 'ran'))).toBe(false);
    git(dir, 'update-ref', 'refs/x/z', first);
    expect(existsSync(join(scratch, 'ran'))).toBe(true);
  });
});
