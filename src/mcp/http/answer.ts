import type { ServerResponse } from 'node:http';
import type { Refusal } from './request-checks.ts';

const refusedCode = -32000;

/** Answers with a refusal, as JSON-RPC says errors, and says how to show a token where none was shown. */
export function refuse(response: ServerResponse, { status, message, hint }: Refusal): void {
  const error = { code: refusedCode, message: `${message}: ${hint}`, data: { hint } };
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (status === 401) headers['www-authenticate'] = 'Bearer realm="agent-tui"';
  if (status === 405) headers['allow'] = 'POST, DELETE';
  // What is left of the request is not read.
  if (status === 413) headers['connection'] = 'close';
  response.writeHead(status, headers);
  response.end(`${JSON.stringify({ jsonrpc: '2.0', id: null, error })}\n`);
}

export const refusals = {
  noServer: (names: readonly string[]): Refusal => ({
    status: 404,
    message: 'there is no such server',
    hint: `there are ${names.map((name) => `/mcp/${name}`).join(', ')}`,
  }),
  noToken: {
    status: 401,
    message: 'a token is needed',
    hint: 'send Authorization: Bearer with what AGENT_TUI_MCP_TOKEN says',
  },
  wrongToken: {
    status: 401,
    message: 'this token is not known',
    hint: 'use what AGENT_TUI_MCP_TOKEN of this session says',
  },
  over: (reason: string): Refusal => ({
    status: 403,
    message: reason,
    hint: 'exit: whatever you do now is not part of the feature',
  }),
  method: {
    status: 405,
    message: 'this is not done here',
    hint: 'POST one JSON-RPC message; nothing is sent unasked',
  },
  tooLarge: (bytesMax: number): Refusal => ({
    status: 413,
    message: `the request has more than ${String(bytesMax)} bytes`,
    hint: 'send less: long texts belong into files of the work tree',
  }),
  notJson: { status: 400, message: 'the request is not JSON', hint: 'POST one JSON-RPC message' },
  batch: { status: 400, message: 'a list of messages is not taken', hint: 'POST one at a time' },
  noClient: {
    status: 404,
    message: 'this session is not known',
    hint: 'say hello again: initialize without a session id',
  },
} as const;
