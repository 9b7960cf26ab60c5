import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { engineHolder, isEngineRunning, takeEngineLock } from '../../src/engine/db/index.ts';
import { AgentTuiError } from '../../src/engine/model/error.ts';

let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'lock-'));
  path = join(directory, 'lock.db');
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

/** Another process that takes the lock; answers when it has said what came of it. */
async function startHolder() {
  const program = fileURLToPath(import.meta.resolve('./holder.ts'));
  const child = spawn(
    process.execPath,
    ['--experimental-strip-types', '--no-warnings', program, path],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const closed = once(child, 'close');
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, closed, said: said.toString().trim() };
}

const me = { pid: process.pid, host: 'here', startedAt: 'now' };

test('a second engine is refused and told the process and the start of the first', async () => {
  const first = await startHolder();
  expect(first.said).toBe('held');
  const second = await startHolder();
  await second.closed;
  const reason = `another agent-tui runs this project: process ${String(first.child.pid)} on here, since 2026-01-02T03:04:05.000Z`;
  expect(second.said).toBe(`environment: ${reason}`);
  expect(() => takeEngineLock(path, me)).toThrow(reason);
  expect(isEngineRunning(path)).toBe(true);
  first.child.stdin.end();
  await first.closed;
});

test('the lock is free as soon as its holder is gone, also by SIGKILL', async () => {
  const { child, closed } = await startHolder();
  child.kill('SIGKILL');
  await closed;
  expect(isEngineRunning(path)).toBe(false);
  const lock = takeEngineLock(path, me);
  expect(isEngineRunning(path)).toBe(true);
  lock.release();
  lock.release();
  expect(isEngineRunning(path)).toBe(false);
});

test('asking whether an engine runs makes no file and stands in nobody’s way', () => {
  expect(isEngineRunning(path)).toBe(false);
  expect(() => {
    rmSync(path);
  }).toThrow('ENOENT');
  takeEngineLock(path, me).release();
  expect([isEngineRunning(path), isEngineRunning(path)]).toEqual([false, false]);
  takeEngineLock(path, me).release();
});

test('a holder that left no readable note is still a holder', () => {
  const lock = takeEngineLock(path, me);
  writeFileSync(`${path}.holder`, '{"pid":');
  expect(() => takeEngineLock(path, me)).toThrow('its process is not known');
  lock.release();
});

test('a stopped holder is still a holder', async () => {
  const { child, closed } = await startHolder();
  child.kill('SIGSTOP');
  expect(() => takeEngineLock(path, me)).toThrow(`process ${String(child.pid)} on here`);
  expect(isEngineRunning(path)).toBe(true);
  child.kill('SIGKILL');
  await closed;
  takeEngineLock(path, me).release();
});

test('the note of a process that is gone, or whose number another one has, keeps nobody out', () => {
  takeEngineLock(path, me).release();
  writeFileSync(`${path}.holder`, JSON.stringify({ ...me, pid: process.ppid }));
  expect(isEngineRunning(path)).toBe(false);
  takeEngineLock(path, me).release();
});

test('this process is a holder with its number, its machine and the time', () => {
  const { pid, host, startedAt } = engineHolder();
  expect([pid, host]).toEqual([process.pid, hostname()]);
  expect(new Date(startedAt).toISOString()).toBe(startedAt);
});

test.each([
  ['is not a database', () => writeFileSync(path, 'x'.repeat(4096))],
  ['was cut off', () => writeFileSync(path, 'SQLite format 3\0')],
  ['is a directory', () => mkdirSync(path)],
])('a lock that %s is replaced, and then held by one', (_case, prepare) => {
  prepare();
  expect(isEngineRunning(path)).toBe(false);
  const lock = takeEngineLock(path, me);
  expect(() => takeEngineLock(path, me)).toThrow('another agent-tui runs');
  expect(isEngineRunning(path)).toBe(true);
  lock.release();
});

test('a lock that is damaged while it is held is still held', async () => {
  const { child, closed } = await startHolder();
  writeFileSync(path, 'x'.repeat(4096));
  expect(() => takeEngineLock(path, me)).toThrow('another agent-tui runs');
  expect(isEngineRunning(path)).toBe(true);
  child.stdin.end();
  await closed;
});

test('a lock in a directory that is not there is a failure with something to do', () => {
  const take = () => takeEngineLock(join(directory, 'no/lock.db'), me);
  expect(take).toThrow(AgentTuiError);
  expect(take).toThrow('no');
});
