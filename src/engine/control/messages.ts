import { z } from 'zod';
import { AgentTuiError } from '../model/error.ts';

/** The error codes of JSON-RPC 2.0, and one of ours for what the engine refuses. */
export const rpcCodes = {
  unreadable: -32700,
  notARequest: -32600,
  unknownMethod: -32601,
  wrongParams: -32602,
  bug: -32603,
  refused: -32000,
} as const;

/** A request as it came; without an id it is done and not answered. */
export interface RpcRequest {
  readonly id: RpcId | undefined;
  readonly method: string;
  readonly params: unknown;
}

export type RpcId = string | number | null;

/** Why a request was not done. `data` has our own code, which decides an exit code, and what to do. */
export interface RpcError {
  readonly code: number;
  readonly message: string;
  readonly data: { readonly code: AgentTuiError['code']; readonly hint: string };
}

/** A line that was read. */
export type Reading =
  | { readonly kind: 'request'; readonly request: RpcRequest }
  | { readonly kind: 'wrong'; readonly id: RpcId; readonly error: RpcError };

const idCharsMax = 200;
const id = z.union([z.string().max(idCharsMax), z.number(), z.null()]);

const request = z.object({
  jsonrpc: z.literal('2.0'),
  id: id.optional(),
  method: z.string(),
  params: z.record(z.string(), z.unknown()).optional(),
});

const example = '{"jsonrpc":"2.0","id":1,"method":"status"}';

/** Reads one line of a program that asks. */
export function readRequest(line: string, bytesMax: number): Reading {
  if (Buffer.byteLength(line) > bytesMax) {
    return wrong(null, usageError(rpcCodes.notARequest, tooLong(bytesMax), 'ask in smaller parts'));
  }
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    const hint = `one request a line, for instance ${example}`;
    return wrong(null, usageError(rpcCodes.unreadable, 'the request is not JSON', hint));
  }
  const read = request.safeParse(value);
  if (!read.success) return wrong(idOf(value), notARequest(value));
  const { method, params = {} } = read.data;
  return { kind: 'request', request: { id: read.data.id, method, params } };
}

/** Says an error of ours, or a bug, as JSON-RPC does. */
export function rpcErrorOf(error: unknown): RpcError {
  if (error instanceof AgentTuiError) {
    const { message, code, hint } = error;
    return { code: rpcCodes.refused, message, data: { code, hint } };
  }
  const reason = error instanceof Error ? error.message : String(error);
  return {
    code: rpcCodes.bug,
    message: `this is a bug in agent-tui: ${reason}`,
    data: { code: 'environment', hint: 'the engine goes on; agent-tui status shows its state' },
  };
}

/** A fault of the one who asks. */
export function usageError(code: number, message: string, hint: string): RpcError {
  return { code, message, data: { code: 'usage', hint } };
}

function notARequest(value: unknown): RpcError {
  const what = Array.isArray(value)
    ? 'a list of requests is not taken'
    : 'this is not a JSON-RPC 2.0 request';
  return usageError(rpcCodes.notARequest, what, `one request a line, for instance ${example}`);
}

function tooLong(bytesMax: number): string {
  return `the request is longer than ${String(bytesMax)} bytes`;
}

function idOf(value: unknown): RpcId {
  if (typeof value !== 'object' || value === null || !('id' in value)) return null;
  const read = id.safeParse(value.id);
  return read.success ? read.data : null;
}

function wrong(idGiven: RpcId, error: RpcError): Reading {
  return { kind: 'wrong', id: idGiven, error };
}
