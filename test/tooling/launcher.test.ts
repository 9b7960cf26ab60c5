import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

let installed: string;
let elsewhere: string;

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the launcher on a Node that says it is of this version. */
function launch(version: string, args: readonly string[] = []): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, commandLine(version, args), {
    cwd: elsewhere,
    encoding: 'utf8',
  });
  return { code: status, stdout, stderr };
}

function commandLine(version: string, args: readonly string[]): string[] {
  const preload = join(elsewhere, `node-${version}.cjs`);
  const pretend = `Object.defineProperty(process, 'versions', { value: { node: '${version}' } });`;
  writeFileSync(preload, pretend);
  return ['-r', preload, join(installed, 'bin/agent-tui.cjs'), ...args];
}

function writeProgram(text: string): void {
  mkdirSync(join(installed, 'dist'), { recursive: true });
  writeFileSync(join(installed, 'dist/cli.js'), text);
}

/** Lays the npm package `node` into a folder; its program is this Node under another name. */
function installNode(folder: string, version: string): void {
  const bin = join(folder, 'node_modules/node/bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, '../package.json'), JSON.stringify({ name: 'node', version }));
  writeFileSync(join(bin, 'node'), `#!/bin/sh\nOTHER_NODE=yes exec '${process.execPath}' "$@"\n`);
  chmodSync(join(bin, 'node'), 0o755);
}

beforeEach(() => {
  installed = mkdtempSync(join(tmpdir(), 'launcher-'));
  elsewhere = mkdtempSync(join(tmpdir(), 'launcher-cwd-'));
  cpSync(join(root, 'bin'), join(installed, 'bin'), { recursive: true });
  writeFileSync(join(installed, 'package.json'), '{"type":"module"}');
  writeProgram(
    'console.log(process.env.OTHER_NODE ?? "no", ...process.argv.slice(2)); process.exitCode = 7;',
  );
});

afterEach(() => {
  rmSync(installed, { recursive: true, force: true });
  rmSync(elsewhere, { recursive: true, force: true });
});

describe('the launcher', () => {
  test('runs the program in the same process on a Node that is new enough', () => {
    expect(launch('22.13.0', ['run', '--json'])).toEqual({
      code: 7,
      stdout: 'no run --json\n',
      stderr: '',
    });
  });

  test.each(['20.9.0', '22.12.9', '9.99.0'])('does not run the program on Node %s', (version) => {
    const { code, stdout, stderr } = launch(version);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toContain(`it needs Node 22.13 or newer, and this is ${version}.`);
    expect(stderr.trim().split('\n')).toHaveLength(2);
  });

  test.each([
    ['beside it', () => installed],
    ['in the folder it is called from', () => elsewhere],
  ])('starts again on a newer Node %s, with its arguments and exit code', (_where, folder) => {
    installNode(folder(), '22.13.0');
    expect(launch('20.9.0', ['demo'])).toEqual({ code: 7, stdout: 'yes demo\n', stderr: '' });
  });

  test('does not start again on an installed Node that is too old as well', () => {
    installNode(installed, '20.9.0');
    expect(launch('20.9.0').code).toBe(3);
  });

  test('passes a signal on and ends as the program ends', async () => {
    installNode(installed, '23.0.0');
    writeProgram(
      'process.on("SIGTERM", () => process.exit(42)); setInterval(() => {}, 1000); console.log("up");',
    );
    const child = spawn(process.execPath, commandLine('20.9.0', []), {
      cwd: elsewhere,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise((done) => child.on('exit', done));
    await new Promise((ready) => child.stdout.once('data', ready));
    child.kill('SIGTERM');
    expect(await ended).toBe(42);
  });

  test('ends the program in good order when it is killed itself', async () => {
    installNode(installed, '23.0.0');
    writeProgram(
      'process.on("SIGHUP", () => console.log("hung up") ?? process.exit()); setInterval(() => {}, 1000); console.log("up");',
    );
    const child = spawn(process.execPath, commandLine('20.9.0', []), {
      cwd: elsewhere,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    const closed = new Promise((done) => child.stdout.on('close', done));
    await new Promise<void>((ready) =>
      child.stdout.on('data', (text: Buffer) => {
        output += text.toString();
        ready();
      }),
    );
    child.kill('SIGKILL');
    await closed;
    expect(output).toBe('up\nhung up\n');
  });

  test('says how to build when there is nothing to run', () => {
    rmSync(join(installed, 'dist'), { recursive: true });
    const { code, stdout, stderr } = launch('22.13.0');
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toMatch(
      /^agent-tui: the program has not been built\.\nRun "npm run build" in .*\n$/,
    );
  });
});
