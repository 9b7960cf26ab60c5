import { Agent, request } from 'node:http';
import { systemClock, wait } from '../../src/engine/platform/clock.ts';

// Fifty clients of the tools, in a process of their own: each says hello, then all call at once, again and again. Prints how
// long each call took, from the first byte sent to the last one read.

const { LOAD_URL = '', LOAD_TOKEN = '', LOAD_CALLS = '[]' } = process.env;
const clientsCount = 50;
const bursts = Number(process.env['LOAD_BURSTS'] ?? 40);
const betweenMs = Number(process.env['LOAD_BETWEEN_MS'] ?? 250);

/** One call: at which server, of which tool, with what. An answer without `structuredContent` is a failure. */
interface Call {
  readonly server: string;
  readonly tool: string;
  readonly input: object;
}

const calls = JSON.parse(LOAD_CALLS) as readonly Call[];
const connections = new Agent({ keepAlive: true, maxSockets: clientsCount });

function post(
  path: string,
  body: object,
  session?: string,
): Promise<{ text: string; session: string }> {
  const headers = {
    authorization: `Bearer ${LOAD_TOKEN}`,
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    ...(session === undefined ? {} : { 'mcp-session-id': session }),
  };
  return new Promise((resolve, reject) => {
    const sent = request(
      `${LOAD_URL}${path}`,
      { method: 'POST', headers, agent: connections },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () => {
          resolve({ text, session: String(response.headers['mcp-session-id'] ?? '') });
        });
      },
    );
    sent.on('error', reject);
    sent.end(JSON.stringify(body));
  });
}

async function hello(server: string): Promise<string> {
  const params = {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'load', version: '1' },
  };
  const path = `/${server}`;
  const { session } = await post(path, { jsonrpc: '2.0', id: 0, method: 'initialize', params });
  await post(path, { jsonrpc: '2.0', method: 'notifications/initialized' }, session);
  return session;
}

let failures = 0;
let lastFailure = '';
async function timed(call: Call, session: string, id: number): Promise<number> {
  const params = { name: call.tool, arguments: call.input };
  const began = systemClock.monotonic();
  const { text } = await post(
    `/${call.server}`,
    { jsonrpc: '2.0', id, method: 'tools/call', params },
    session,
  );
  const ms = systemClock.monotonic() - began;
  if (!text.includes('"structuredContent"')) {
    failures += 1;
    lastFailure = text.slice(0, 300);
  }
  return ms;
}

const clients: { call: Call; session: string }[] = [];
for (let at = 0; at < clientsCount; at += 1) {
  const call = calls[at % calls.length];
  if (call === undefined) throw new Error('no calls were given');
  clients.push({ call, session: await hello(call.server) });
}
const latenciesMs: number[] = [];
for (let burst = 0; burst < bursts; burst += 1) {
  const all = clients.map(({ call, session }) => timed(call, session, burst + 1));
  latenciesMs.push(...(await Promise.all(all)));
  await wait(systemClock, betweenMs);
}
connections.destroy();
console.log(JSON.stringify({ latenciesMs, failures, lastFailure }));
