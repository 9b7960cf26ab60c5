import { chmodSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { AgentTuiError } from '../model/error.ts';
import { fixedLimits } from '../model/limits.ts';
import { within, type Clock } from '../platform/clock.ts';
import { isSystemError } from '../platform/files.ts';
import { Connection, type ControlLimits } from './connection.ts';
import { rpcErrorOf } from './messages.ts';
import type { ControlledEngine, ControlledTools } from './methods.ts';
import {
  makeShortSocketPlace,
  makeSocketPlace,
  unusable,
  type SocketPlace,
} from './socket-place.ts';

/** The control socket of a running engine. */
export interface Control {
  /** Why other programs cannot reach this engine; null when they can. */
  readonly fault: string | null;
  /** Tells those who follow the last change, lets them go and removes the socket. */
  close(): Promise<void>;
}

/** What other programs reach through the socket. */
export interface Controlled {
  readonly engine: ControlledEngine;
  readonly tools: ControlledTools | null;
}

/** What the control socket needs. */
export interface ControlOptions {
  readonly stateDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly limits?: ControlLimits;
}

const closeDurationMsMax = 500;

/**
 * Opens the control socket of an engine: JSON-RPC 2.0, one message a line, for programs of the same user. The caller
 * holds the engine lock. An engine that cannot have one runs all the same and says so.
 */
export async function openControl(
  { engine, tools }: Controlled,
  options: ControlOptions,
): Promise<Control> {
  const connections = new Set<Connection>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    accept(socket, { engine, tools, connections, options });
  });
  let place: SocketPlace;
  try {
    place = await listenSomewhere(server, options);
  } catch (error) {
    if (!(error instanceof AgentTuiError)) throw error;
    return { fault: error.message, close: () => Promise.resolve() };
  }
  // Too many open files, say: who could not be let in tries again.
  server.on('error', () => undefined);
  const forget = [
    engine.onChange(() => {
      for (const connection of connections) connection.changed();
    }),
    engine.onEvent((event) => {
      for (const connection of connections) connection.happened(event);
    }),
  ];
  return {
    fault: null,
    close: async () => {
      for (const unsubscribe of forget) unsubscribe();
      const closed = new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
      // Removed while the lock is still held: what lies here later is of the next engine.
      place.remove();
      for (const connection of connections) connection.end();
      await within(options.clock, closeDurationMsMax, closed);
      for (const connection of connections) connection.destroy();
    },
  };
}

function accept(
  socket: Socket,
  given: Controlled & {
    readonly connections: Set<Connection>;
    readonly options: ControlOptions;
  },
): void {
  const { engine, tools, connections, options } = given;
  const limits = options.limits ?? fixedLimits;
  if (connections.size >= limits.controlConnectionsMax) {
    const error = rpcErrorOf(tooMany(limits.controlConnectionsMax));
    socket.on('error', () => undefined);
    socket.end(`${JSON.stringify({ jsonrpc: '2.0', id: null, error })}\n`, () => {
      socket.destroy();
    });
    return;
  }
  const connection = new Connection(socket, { engine, tools, clock: options.clock, limits });
  connections.add(connection);
  socket.once('close', () => connections.delete(connection));
}

async function listenSomewhere(server: Server, options: ControlOptions): Promise<SocketPlace> {
  const { stateDir, env } = options;
  const first = makeSocketPlace(stateDir);
  if (first !== undefined) {
    try {
      await listen(server, first.path);
      return first;
    } catch (error) {
      // A file system that knows no sockets (a mounted Windows disk, some network disks).
      if (!isSystemError(error, 'EPERM', 'EACCES', 'ENOTSUP', 'EOPNOTSUPP', 'EINVAL')) {
        throw unusable(first.path, error);
      }
    }
  }
  const second = makeShortSocketPlace(stateDir, env);
  try {
    await listen(server, second.path);
    return second;
  } catch (error) {
    second.remove();
    throw unusable(second.path, error);
  }
}

async function listen(server: Server, path: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.off('error', reject);
      resolve();
    });
  });
  // The directory is ours alone already; this is for those who look at the file.
  chmodSync(path, 0o600);
}

function tooMany(count: number): AgentTuiError {
  return new AgentTuiError('environment', `${String(count)} programs control this run already`, {
    hint: 'end one of them, for instance an agent-tui status --watch',
  });
}
