import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import type { Clock } from '../../engine/index.ts';
import { createServer, type DoCall } from '../create-server.ts';
import type { ServerName } from '../servers/index.ts';

/** One client that has said hello to one server. */
interface Client {
  readonly server: ServerName;
  readonly token: string;
  readonly transport: StreamableHTTPServerTransport;
  /** Monotonic. */
  usedAt: number;
}

/** What clients need. */
export interface ClientsOptions {
  readonly clock: Clock;
  /** A name that nobody can guess. */
  readonly newId: () => string;
  readonly clientsMax: number;
  readonly idleMsMax: number;
}

/** The clients of the tools: each belongs to the token with which it said hello. */
export class Clients {
  readonly #options: ClientsOptions;
  readonly #clients = new Map<string, Client>();

  constructor(options: ClientsOptions) {
    this.#options = options;
  }

  /** The client of an id, for whoever shows the same token at the same server. */
  find(id: string, of: { server: ServerName; token: string }): Client['transport'] | undefined {
    const client = this.#clients.get(id);
    if (client?.token !== of.token || client.server !== of.server) return undefined;
    client.usedAt = this.#options.clock.monotonic();
    // The order of the map is that of use.
    this.#clients.delete(id);
    this.#clients.set(id, client);
    return client.transport;
  }

  /** Makes a client that is about to say hello; it is kept once it has. */
  async begin(
    of: { server: ServerName; token: string },
    doCall: DoCall,
  ): Promise<Client['transport']> {
    const { clock, newId } = this.#options;
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: newId,
      onsessioninitialized: (id) => {
        this.#makeRoom();
        this.#clients.set(id, { ...of, transport, usedAt: clock.monotonic() });
      },
    });
    transport.onclose = () => {
      if (transport.sessionId !== undefined) this.#clients.delete(transport.sessionId);
    };
    await createServer(of.server, doCall).connect(transport);
    return transport;
  }

  /** Ends every client; calls that run are cancelled. */
  async close(): Promise<void> {
    const all = [...this.#clients.values()];
    this.#clients.clear();
    await Promise.all(all.map(({ transport }) => transport.close()));
  }

  #makeRoom(): void {
    const { clock, clientsMax, idleMsMax } = this.#options;
    const now = clock.monotonic();
    for (const [id, { transport, usedAt }] of this.#clients) {
      if (now - usedAt < idleMsMax && this.#clients.size < clientsMax) return;
      this.#clients.delete(id);
      transport.close().catch(() => undefined);
    }
  }
}
