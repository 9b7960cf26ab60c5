import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { Readable, Writable } from 'node:stream';
import { fixedLimits, systemClock } from '../engine/index.ts';
import { createServer, type DoCall } from './create-server.ts';
import type { ServerName } from './servers/index.ts';

/** Serves one server over a pair of streams until the client closes its end; what was asked by then is answered. */
export async function serveStdio(
  name: ServerName,
  doCall: DoCall,
  streams: { readonly stdin: Readable; readonly stdout: Writable },
): Promise<void> {
  const { calls, settled } = counted(doCall);
  const server = createServer(name, calls);
  const closed = new Promise<void>((resolve) => {
    streams.stdin.once('end', resolve);
    streams.stdin.once('close', resolve);
    // A client that reads no more has gone away; writing to it must not end us with an error.
    streams.stdout.on('error', resolve);
  });
  await server.connect(new StdioServerTransport(streams.stdin, streams.stdout));
  await closed;
  await settled();
  await server.close();
}

/** Calls, with a way to wait for those that run; not for ever, since nobody may be there any more. */
function counted(doCall: DoCall): {
  readonly calls: DoCall;
  readonly settled: () => Promise<void>;
} {
  let running = 0;
  let tell: () => void = () => undefined;
  return {
    calls: async (call) => {
      running += 1;
      try {
        return await doCall(call);
      } finally {
        running -= 1;
        if (running === 0) tell();
      }
    },
    settled: async () => {
      // What came last is still on its way to its call.
      await soon(0);
      if (running > 0) {
        await new Promise<void>((resolve) => {
          const cancel = systemClock.after(fixedLimits.toolDrainMsMax, resolve);
          tell = () => {
            cancel();
            resolve();
          };
        });
      }
      // And its answer on its way out.
      await soon(0);
    },
  };
}

function soon(delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    systemClock.after(delayMs, resolve);
  });
}
