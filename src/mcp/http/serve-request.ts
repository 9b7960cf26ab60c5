import { isInitializeRequest } from '@modelcontextprotocol/sdk/types.js';
import type { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fixedLimits, type Caller, type ToolDoor } from '../../engine/index.ts';
import { doCall } from '../do-call.ts';
import { isServerName, serverNames, type ServerName } from '../servers/index.ts';
import { refusals, refuse } from './answer.ts';
import type { Clients } from './clients.ts';
import { readBody } from './read-body.ts';
import type { Turn } from './turns.ts';
import { bearerOf, refusalOfOrigin, serverOfPath, type Refusal } from './request-checks.ts';

/** What a request is served with. */
export interface Serving {
  readonly door: ToolDoor;
  readonly clients: Clients;
  readonly port: number;
  readonly turn: Turn;
}

/** Who asks which server. */
interface Admitted {
  readonly server: ServerName;
  readonly token: string;
  readonly caller: Caller;
}

/** Serves one request. Never throws: what another program sends must not end the engine. */
export async function serveRequest(
  request: IncomingMessage,
  response: ServerResponse,
  serving: Serving,
): Promise<void> {
  try {
    const admitted = admit(request, serving);
    if ('status' in admitted) refuse(response, admitted);
    else if (request.method === 'POST') await post(request, response, { ...serving, admitted });
    else await end(request, response, { ...serving, admitted });
  } catch {
    if (!response.headersSent) {
      refuse(response, { status: 500, message: 'a fault of agent-tui', hint: 'try again' });
    } else response.destroy();
  }
}

/** Where it comes from is looked at before anything that it says. */
function admit(request: IncomingMessage, { door, port }: Serving): Admitted | Refusal {
  const { headers, url, method } = request;
  const foreign = refusalOfOrigin(headers, port);
  if (foreign !== null) return foreign;
  const server = serverOfPath(url);
  if (server === undefined || !isServerName(server)) return refusals.noServer(serverNames);
  const token = bearerOf(headers);
  if (token === undefined) return refusals.noToken;
  const finding = door.callerOf(token);
  if (finding.kind === 'unknown') return refusals.wrongToken;
  if (finding.kind === 'over') return refusals.over(finding.reason);
  if (method !== 'POST' && method !== 'DELETE') return refusals.method;
  return { server, token, caller: finding.caller };
}

async function post(
  request: IncomingMessage,
  response: ServerResponse,
  { door, clients, turn, admitted }: Serving & { readonly admitted: Admitted },
): Promise<void> {
  const body = await readBody(request, fixedLimits.toolRequestBytesMax);
  if (body.kind === 'gone') return;
  if (body.kind === 'too-large') {
    refuse(response, refusals.tooLarge(fixedLimits.toolRequestBytesMax));
  } else if (body.kind === 'not-json') refuse(response, refusals.notJson);
  else if (Array.isArray(body.value)) refuse(response, refusals.batch);
  else {
    await turn();
    const { caller } = admitted;
    const id = headerOf(request, 'mcp-session-id');
    const transport =
      id === undefined && isInitializeRequest(body.value)
        ? await clients.begin(admitted, (call) => doCall(door.host, caller, call))
        : clients.find(id ?? '', admitted);
    if (transport === undefined) {
      refuse(response, refusals.noClient);
      return;
    }
    cancelWhenGone(response, transport, body.value);
    await transport.handleRequest(request, response, body.value);
  }
}

/** Who does not wait for the answer any more has cancelled the call, also when it could not say so. */
function cancelWhenGone(
  response: ServerResponse,
  transport: StreamableHTTPServerTransport,
  message: unknown,
): void {
  const requestId = idOf(message);
  if (requestId === undefined) return;
  response.once('close', () => {
    if (response.writableFinished) return;
    const params = { requestId, reason: 'the connection was closed' };
    transport.onmessage?.({ jsonrpc: '2.0', method: 'notifications/cancelled', params });
  });
}

async function end(
  request: IncomingMessage,
  response: ServerResponse,
  { clients, admitted }: Serving & { readonly admitted: Admitted },
): Promise<void> {
  const transport = clients.find(headerOf(request, 'mcp-session-id') ?? '', admitted);
  if (transport === undefined) refuse(response, refusals.noClient);
  else await transport.handleRequest(request, response);
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function idOf(message: unknown): string | number | undefined {
  if (typeof message !== 'object' || message === null || !('id' in message)) return undefined;
  const { id } = message;
  return typeof id === 'string' || typeof id === 'number' ? id : undefined;
}
