import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
let project: string;

function write(path: string, text: string): void {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), text);
}

function build(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const program = join(project, 'scripts/build.mjs');
  return spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
}

function runProgram(): string {
  return spawnSync(process.execPath, [join(project, 'dist/cli.js')], { encoding: 'utf8' }).stdout;
}

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'build-'));
  cpSync(join(root, 'scripts'), join(project, 'scripts'), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'));
  write('package.json', '{"type":"module","version":"1.2.3"}');
  write('package-lock.json', '{}');
  write('src/cli.tsx', "import { word } from './word.ts';\nconsole.log(word);\n");
  write('src/word.ts', "export const word = 'first';\n");
  write('src/engine/testing/injected/reporter.py', 'print()\n');
});

afterEach(() => {
  rmSync(project, { recursive: true, force: true });
});

describe('the build', () => {
  test('makes the program and lays what it injects beside it, saying so on stderr only', () => {
    const { status, stdout, stderr } = build();
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr).toMatch(
      /^built dist\/ in \d+ ms: cli\.js \d+ kB, injected\/reporter\.py \d+ kB\n$/,
    );
    expect(runProgram()).toBe('first\n');
    expect(readFileSync(join(project, 'dist/injected/reporter.py'), 'utf8')).toBe('print()\n');
  });

  test('does nothing and says nothing when nothing has changed', () => {
    build();
    const before = statSync(join(project, 'dist/cli.js')).ino;
    expect(build()).toMatchObject({ status: 0, stdout: '', stderr: '' });
    expect(statSync(join(project, 'dist/cli.js')).ino).toBe(before);
    expect(build('--force').stderr).toContain('built');
  });

  test('builds again when a file that is only imported has changed', () => {
    build();
    write('src/word.ts', "export const word = 'second';\n");
    build();
    expect(runProgram()).toBe('second\n');
  });

  test('builds again when an entry has come', () => {
    build();
    write('src/index.ts', 'export const face = 1;\n');
    build();
    expect(existsSync(join(project, 'dist/index.js'))).toBe(true);
  });

  test('removes what it no longer makes', () => {
    write('src/index.ts', 'export const face = 1;\n');
    build();
    rmSync(join(project, 'src/index.ts'));
    build();
    expect(existsSync(join(project, 'dist/index.js'))).toBe(false);
  });

  test('tells the program its version', () => {
    write('src/cli.tsx', 'console.log(globalThis.AGENT_TUI_VERSION);\n');
    build();
    expect(runProgram()).toBe('1.2.3\n');
  });

  test('fails in a sentence and leaves the last good program', () => {
    build();
    write('src/word.ts', 'export const word = ;\n');
    const { status, stderr } = build();
    expect(status).toBe(1);
    expect(stderr).toMatch(/^The build failed: /);
    expect(runProgram()).toBe('first\n');
  });

  test('can be run twice at once', async () => {
    const program = join(project, 'scripts/build.mjs');
    const ends = [1, 2].map(
      () =>
        new Promise((done) => {
          spawn(process.execPath, [program, '--force'], { stdio: 'ignore' }).on('exit', done);
        }),
    );
    expect(await Promise.all(ends)).toEqual([0, 0]);
    expect(runProgram()).toBe('first\n');
    const left = readdirSync(join(project, 'dist')).filter((name) => name.startsWith('.build-'));
    expect(left).toEqual([]);
  });
});
