import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ControlLimits } from '../../src/engine/control/connection.ts';
import { openControl } from '../../src/engine/control/server.ts';
import { systemClock, type Engine } from '../../src/engine/index.ts';
import { fixedLimits } from '../../src/engine/model/limits.ts';
import { until } from '../engine/stage.ts';
import { socketOf, startOne } from './stage.ts';
import { talkTo } from './talk.ts';

/** A second control socket over a running engine, with bounds that a test can reach. */
async function openBounded(engine: Engine, bounds: Partial<ControlLimits>) {
  const stateDir = await mkdtemp(join(tmpdir(), 'control-'));
  const limits = { ...fixedLimits, ...bounds };
  const control = await openControl(
    { engine, tools: null },
    { stateDir, env: {}, clock: systemClock, limits },
  );
  onTestFinished(async () => {
    await control.close();
    await rm(stateDir, { recursive: true });
  });
  return socketOf(stateDir);
}

describe('the bounds of the control socket', () => {
  it('refuses a request that is too long and takes the next one', async () => {
    const { engine } = await startOne();
    const path = await openBounded(engine, { controlRequestBytesMax: 1000 });
    const { send, told, ask } = await talkTo(path);
    send(`{"jsonrpc":"2.0","id":1,"method":"${'x'.repeat(100_000)}"}\n`);
    const { error } = await told((message) => message['id'] === null);
    expect(error).toMatchObject({ message: 'the request is longer than 1000 bytes' });
    expect(await ask('hello')).toMatchObject({ result: { protocol: 1 } });
  });

  it('lets in so many programs and tells the next why not', async () => {
    const { engine } = await startOne();
    const path = await openBounded(engine, { controlConnectionsMax: 2 });
    const [first, second] = [await talkTo(path), await talkTo(path)];
    await Promise.all([first.ask('hello'), second.ask('hello')]);
    const third = await talkTo(path);
    const { error } = await third.told((message) => message['id'] === null);
    expect(error).toMatchObject({ message: '2 programs control this run already' });
    await third.closed;
    first.socket.destroy();
    await until(async () => {
      const next = await talkTo(path);
      next.send('{"jsonrpc":"2.0","id":1,"method":"hello"}\n');
      expect(await next.told(() => true)).toHaveProperty('result');
    });
  });

  it('drops a program that never reads what it asked for, and the others go on', async () => {
    const { engine } = await startOne();
    const path = await openBounded(engine, { controlUnreadMsMax: 200 });
    const deaf = await talkTo(path);
    deaf.socket.pause();
    const line = '{"jsonrpc":"2.0","id":1,"method":"status"}\n';
    deaf.send(line.repeat(20_000));
    const other = await talkTo(path);
    expect(await other.ask('hello')).toHaveProperty('result');
    await until(() => {
      // What is written to a socket that nobody holds any more fails.
      deaf.send(line);
      expect(deaf.socket.destroyed || !deaf.socket.writable).toBe(true);
    });
    expect(await other.ask('hello')).toHaveProperty('result');
  });

  it('waits for a slow reader again and again and leaves no listener behind', async () => {
    const { engine } = await startOne();
    const warnings: Error[] = [];
    const warned = (warning: Error) => warnings.push(warning);
    process.on('warning', warned);
    onTestFinished(() => void process.off('warning', warned));
    const slow = await talkTo(await openBounded(engine, {}));
    slow.socket.pause();
    // Enough of them that each fills the buffer of the socket once more.
    const lines = Array.from({ length: 4_000 }, (_, index) =>
      JSON.stringify({ jsonrpc: '2.0', id: index + 1, method: 'status' }),
    );
    slow.send(`${lines.join('\n')}\n`);
    slow.socket.resume();
    await slow.told((message) => message['id'] === lines.length);
    expect(warnings).toEqual([]);
  });

  it('closes on a program that asks nothing, but not on one that follows the run', async () => {
    const { engine } = await startOne();
    const path = await openBounded(engine, { controlIdleMsMax: 100 });
    const [idle, follower] = [await talkTo(path), await talkTo(path)];
    await follower.ask('subscribe');
    await idle.closed;
    expect(await follower.ask('hello')).toHaveProperty('result');
  });
});
