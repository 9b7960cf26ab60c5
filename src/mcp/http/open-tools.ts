import { createServer as createHttpServer, type Server } from 'node:http';
import {
  fixedLimits,
  systemClock,
  systemRandom,
  type OpenToolServer,
  type PassedCall,
  type ToolDoor,
  type ToolServer,
} from '../../engine/index.ts';
import { refusal } from '../call-tool.ts';
import { doCall } from '../do-call.ts';
import { isServerName } from '../servers/index.ts';
import { Clients } from './clients.ts';
import { serveRequest } from './serve-request.ts';
import { inTurns } from './turns.ts';

const address = '127.0.0.1';
const requestsPerTurn = 4;
const clientIdBytes = 16;

/**
 * Serves every server of tools as Streamable HTTP on the loopback address, for agents with a token. An engine whose tools
 * cannot listen runs all the same and says so.
 */
export const openTools: OpenToolServer = async (door) => {
  const clients = new Clients({
    clock: systemClock,
    newId: () => systemRandom.id(clientIdBytes),
    clientsMax: fixedLimits.toolClientsMax,
    idleMsMax: fixedLimits.toolClientIdleMsMax,
  });
  const turn = inTurns(requestsPerTurn);
  let port = 0;
  const server = createHttpServer((request, response) => {
    void serveRequest(request, response, { door, clients, port, turn });
  });
  server.maxConnections = fixedLimits.toolConnectionsMax;
  server.requestTimeout = fixedLimits.toolRequestDurationMsMax;
  // Many clients keep their connection; a call that comes on one just as it is closed would be lost.
  server.keepAliveTimeout = fixedLimits.toolClientIdleMsMax;
  const passed = (call: PassedCall) => passOn(door, call);
  try {
    await listen(server, door);
    port = portOf(server);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const fault = `agents have no tools: ${reason}`;
    return { baseUrl: null, fault, call: passed, close: () => Promise.resolve() };
  }
  return {
    baseUrl: `http://${address}:${String(port)}/mcp`,
    fault: null,
    call: passed,
    close: async () => {
      await clients.close();
      const closed = new Promise<void>((resolve) =>
        server.close(() => {
          resolve();
        }),
      );
      server.closeAllConnections();
      await closed;
    },
  } satisfies ToolServer;
};

/** A call that came through the control socket. */
function passOn({ host }: ToolDoor, { server, caller, ...call }: PassedCall): Promise<unknown> {
  if (isServerName(server)) return doCall(host, caller, { ...call, server });
  return Promise.resolve(refusal(`there is no server ${server.slice(0, 40)}`));
}

/** At the port of last time: agents that were taken over call there. Another program may have it by now. */
async function listen(server: Server, door: ToolDoor): Promise<void> {
  const last = door.port();
  if (last === undefined || !(await listensAt(server, last))) {
    if (!(await listensAt(server, 0))) throw new Error(`no port of ${address} is free`);
  }
  const port = portOf(server);
  if (port !== last) door.keepPort(port);
}

function listensAt(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      else reject(error);
    };
    server.once('error', failed);
    server.listen(port, address, () => {
      server.off('error', failed);
      // Too many open files, say: who could not be let in tries again.
      server.on('error', () => undefined);
      resolve(true);
    });
  });
}

function portOf(server: Server): number {
  const bound = server.address();
  return typeof bound === 'object' && bound !== null ? bound.port : 0;
}
