import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { Readable, Writable } from 'node:stream';
import { createServer, type DoCall } from './create-server.ts';
import type { ServerName } from './servers/index.ts';

/** Serves one server over a pair of streams until the client closes its end. */
export async function serveStdio(
  name: ServerName,
  doCall: DoCall,
  streams: { readonly stdin: Readable; readonly stdout: Writable },
): Promise<void> {
  const server = createServer(name, doCall);
  const closed = new Promise<void>((resolve) => {
    streams.stdin.once('end', resolve);
    streams.stdin.once('close', resolve);
  });
  await server.connect(new StdioServerTransport(streams.stdin, streams.stdout));
  await closed;
  await server.close();
}
