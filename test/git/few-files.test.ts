import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';

const source = join(import.meta.dirname, '../../src/engine');

/** Runs many gits and many other programs at once and prints how many of them ended well. */
const program = `
import { runGit } from '${source}/git/git.ts';
import { runCommand } from '${source}/platform/commands.ts';
const cwd = process.argv[1];
const env = { PATH: process.env.PATH };
const gits = Array.from({ length: 30 }, () => runGit(['version'], { cwd, okExitCodes: [0] }));
const others = Array.from({ length: 10 }, () =>
  runCommand({ argv: ['echo', 'here'], cwd, env, timeLimitMs: 60_000 }),
);
const versions = (await Promise.all(gits)).filter(({ stdout }) => stdout.startsWith('git version'));
const said = (await Promise.all(others)).filter(({ stdout }) => stdout === 'here\\n');
process.stdout.write(versions.length + ' ' + said.length + '\\n');
`;

test('where few files may be open, programs wait for descriptors and none of them fails', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'few-files-'));
  onTestFinished(() => {
    rmSync(cwd, { recursive: true });
  });
  const node = ['--experimental-strip-types', '--no-warnings', '--input-type=module', '-e'];
  const limited = 'ulimit -n 48 && exec "$0" "$@"';
  const argv = ['-c', limited, process.execPath, ...node, program, cwd];
  expect((await promisify(execFile)('sh', argv)).stdout).toBe('30 10\n');
});
