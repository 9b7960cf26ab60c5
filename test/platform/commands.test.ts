import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AgentTuiError } from '../../src/engine/model/error.ts';
import { findExecutable, runCommand, startProcess } from '../../src/engine/platform/commands.ts';
import type { CommandOptions } from '../../src/engine/platform/commands.ts';
import { identityOf } from '../../src/engine/platform/process-tree.ts';
import { Stage, patience } from './stage.ts';

let stage: Stage;

beforeEach(async () => {
  stage = await Stage.open();
});

afterEach(async () => {
  await stage.close();
});

function run(script: string, options: Partial<CommandOptions> = {}) {
  return runCommand({
    argv: ['bash', '-c', script],
    cwd: stage.directory,
    env: { PATH: process.env['PATH'] ?? '' },
    timeLimitMs: 20_000,
    ...options,
  });
}

describe('a short program', () => {
  test('gives its exit code and both outputs', async () => {
    expect(await run('echo out; echo err >&2; exit 3')).toMatchObject({
      kind: 'exited',
      exitCode: 3,
      signal: null,
      stdout: 'out\n',
      stderr: 'err\n',
    });
  });

  test('gives the signal that ended it', async () => {
    expect(await run('kill -9 $$')).toMatchObject({ exitCode: null, signal: 'SIGKILL' });
  });

  test('reads its input, and the end of it when there is none', async () => {
    expect(await run('cat', { stdin: 'text' })).toMatchObject({ stdout: 'text' });
    expect(await run('cat')).toMatchObject({ stdout: '', exitCode: 0 });
  });

  test('need not read its input', async () => {
    const result = await run('exec <&-; echo done', { stdin: 'x'.repeat(4_000_000) });
    expect(result).toMatchObject({ kind: 'exited', exitCode: 0, stdout: 'done\n' });
  });

  test('sees only the environment that it is given', async () => {
    const { stdout } = await run('env');
    expect(stdout).not.toContain('HOME=');
  });

  test('is not found', async () => {
    expect(await run('', { argv: ['no-such-program'] })).toMatchObject({ kind: 'not-found' });
    expect(await run('', { argv: ['./no-such-program'] })).toMatchObject({ kind: 'not-found' });
  });

  test('that cannot be started is an error of the surroundings', async () => {
    const missing = run('', { cwd: join(stage.directory, 'missing') });
    await expect(missing).rejects.toThrow(AgentTuiError);
  });

  test('that takes too long is killed with all that it started', async () => {
    const result = await run('trap "" TERM; setsid sleep 600 & echo $!; wait', {
      timeLimitMs: 500,
    });
    expect(result.kind).toBe('timed-out');
    expect(identityOf(Number(result.stdout))).toBeNull();
  });

  test('that leaves its output in the hands of a daemon has ended none the less', async () => {
    const result = await run('setsid sleep 600 & echo $!');
    expect(result).toMatchObject({ kind: 'exited', exitCode: 0 });
    expect(result.durationMs).toBeLessThan(20_000);
    expect(identityOf(Number(result.stdout))).toBeNull();
  });

  test('that prints too much has the rest dropped', async () => {
    const result = await run('yes | head -c 3000000', { outputBytesMax: 1000 });
    expect(result).toMatchObject({ exitCode: 0 });
    expect(result.stdout).toHaveLength(1000);
  });
});

describe('a process that may outlive us', () => {
  test('appends both outputs to its file and tells how it ended', async () => {
    await writeFile(stage.outputFile, 'before\n');
    const { exited } = await stage.bash('echo out; echo err >&2; exit 5');
    expect(await exited).toEqual({ exitCode: 5, signal: null });
    expect(stage.output()).toBe('before\nout\nerr\n');
  });

  test('reads its input to the end, also by /dev/stdin', async () => {
    const { exited } = await stage.bash('cat; exit 0', 'one\ntwo\n');
    await exited;
    const second = await stage.bash('cat /dev/stdin', 'three\n');
    await second.exited;
    expect(stage.output()).toBe('one\ntwo\nthree\n');
  });

  test('need not read a large input', async () => {
    const { exited } = await stage.bash('exec <&-; exit 0', 'x'.repeat(4_000_000));
    expect(await exited).toEqual({ exitCode: 0, signal: null });
  });

  test('has no terminal, an empty input when there is none, and leads a session of its own', async () => {
    const { identity, exited } = await stage.bash(
      'cat; (: < /dev/tty) 2>/dev/null || echo no terminal; cut -d" " -f6 /proc/$$/stat',
    );
    await exited;
    expect(stage.output()).toBe(`no terminal\n${String(identity.pid)}\n`);
  });

  test('has ended when it exits, though a daemon holds its output', async () => {
    const { exited } = await stage.bash('setsid bash -c "echo \\$\\$; exec sleep 600" & exit 0');
    expect(await exited).toEqual({ exitCode: 0, signal: null });
    const [pid = 0] = await stage.pids(1);
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => identityOf(pid), patience).toBeNull();
  });

  test('leaves no file but its output', async () => {
    const { exited } = await stage.bash('ls -A', 'input');
    await exited;
    expect(stage.output()).toBe('output\n');
  });

  test('is not found', async () => {
    expect(await stage.start(['no-such-program'])).toEqual({ kind: 'not-found' });
  });

  test('that cannot be started where it should is an error of the surroundings', async () => {
    const started = startProcess({
      argv: ['bash'],
      cwd: join(stage.directory, 'missing'),
      env: { PATH: process.env['PATH'] ?? '' },
      stdin: null,
      marker: stage.marker,
      outputFile: stage.outputFile,
    });
    await expect(started).rejects.toThrow(/cannot start bash/u);
  });
});

describe('finding a program', () => {
  test('looks through the path, relative parts from the directory, and takes executable files only', async () => {
    const bin = join(stage.directory, 'bin');
    await mkdir(join(bin, 'directory'), { recursive: true });
    await writeFile(join(bin, 'tool'), '', { mode: 0o755 });
    await writeFile(join(bin, 'text'), '', { mode: 0o644 });
    const place = { cwd: stage.directory, path: '/nonexistent:bin' };
    expect(await findExecutable('tool', place)).toBe(join(bin, 'tool'));
    expect(await findExecutable('./bin/tool', place)).toBe(join(bin, 'tool'));
    expect(await findExecutable(join(bin, 'tool'), place)).toBe(join(bin, 'tool'));
    expect(await findExecutable('text', place)).toBeUndefined();
    expect(await findExecutable('directory', place)).toBeUndefined();
    expect(await findExecutable('', place)).toBeUndefined();
  });
});
