import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  ensurePrivateDir,
  isSystemError,
  onDisk,
  readTextIfPresent,
  removeTree,
  writeFileAtomic,
} from '../../src/engine/platform/files.ts';

const isRoot = process.getuid?.() === 0;

test.runIf(process.platform === 'linux')(
  'a full disk is a fault of the machine, with a hint',
  async () => {
    const full = onDisk(() => writeFile('/dev/full', 'x'));
    await expect(full).rejects.toMatchObject({
      code: 'environment',
      message: expect.stringContaining('the disk is full') as string,
      hint: expect.stringContaining('free space') as string,
    });
  },
);

test.skipIf(isRoot)(
  'a directory that may not be written is a fault of the machine at every door',
  async () => {
    const dir = await mkdtemp(join(tmpdir(), 'agent-tui-files-'));
    await writeFile(join(dir, 'a'), '', { mode: 0o000 });
    await chmod(dir, 0o500);
    onTestFinished(async () => {
      await chmod(dir, 0o700);
      await rm(dir, { recursive: true });
    });
    const calls = [
      () => writeFileAtomic(join(dir, 'b'), 'x'),
      () => ensurePrivateDir(join(dir, 'c')),
      () => readTextIfPresent(join(dir, 'a')),
      () => removeTree(join(dir, 'a')),
    ];
    for (const call of calls) {
      await expect(call()).rejects.toMatchObject({ name: 'AgentTuiError', code: 'environment' });
    }
  },
);

test('what is no fault of the disk is passed on as it is', async () => {
  expect(await readTextIfPresent(join(tmpdir(), 'no-such-file-here'))).toBeUndefined();
  const bug = new TypeError('a bug');
  await expect(onDisk(() => Promise.reject(bug))).rejects.toBe(bug);
  const taken = await onDisk(() => mkdir('/')).catch((error: unknown) => error);
  expect(isSystemError(taken, 'EEXIST')).toBe(true);
});
