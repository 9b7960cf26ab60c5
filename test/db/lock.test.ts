import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isEngineRunning, takeEngineLock } from '../../src/engine/db/index.ts';
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

test.each([
  ['is not a database', () => writeFileSync(path, 'x'.repeat(4096)), 'not a database'],
  ['is in a directory that is not there', () => (path = join(directory, 'no/lock.db')), 'no'],
])('a lock that %s is a failure with something to do', (_case, prepare, words) => {
  prepare();
  const take = () => takeEngineLock(path, me);
  expect(take).toThrow(AgentTuiError);
  expect(take).toThrow(words);
});
