import type { IncomingHttpHeaders } from 'node:http';

/** Why a request is not let in. `hint` is for whoever reads the answer. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly hint: string;
}

/**
 * Refuses what does not come from a program of this machine: a page in a browser that reaches the port under a name of its
 * own (DNS rebinding) shows itself by Host and Origin. PURE.
 */
export function refusalOfOrigin(headers: IncomingHttpHeaders, port: number): Refusal | null {
  const names = ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${String(port)}`);
  const { host, origin } = headers;
  if (host === undefined || !names.includes(host.toLowerCase())) {
    return {
      status: 403,
      message: 'this Host is not served',
      hint: `ask http://127.0.0.1:${String(port)}`,
    };
  }
  if (origin === undefined || names.includes(origin.toLowerCase().replace(/^http:\/\//, ''))) {
    return null;
  }
  return {
    status: 403,
    message: 'this Origin is not served',
    hint: 'pages of others may not call',
  };
}

/** The token of `Authorization: Bearer TOKEN`; undefined when there is none. PURE. */
export function bearerOf(headers: IncomingHttpHeaders): string | undefined {
  return /^Bearer +([\w.~+/=-]{1,512})$/i.exec(headers.authorization ?? '')?.[1];
}

const serverPath = /^\/mcp\/([a-z-]{1,40})\/?$/;

/** The name of the server that a path asks for; undefined when it asks for none. PURE. */
export function serverOfPath(url: string | undefined): string | undefined {
  return serverPath.exec((url ?? '').split('?')[0] ?? '')?.[1];
}
