import { rpcCodes, rpcErrorOf, usageError, type RpcError, type RpcRequest } from './messages.ts';
import { methods, type Asked, type MethodName } from './methods.ts';

/** What became of a request. */
export type Answer =
  | { readonly kind: 'result'; readonly result: unknown }
  | { readonly kind: 'error'; readonly error: RpcError };

/** Does what a request asks for. Never throws: what another program asks must not end the engine. */
export async function dispatch(asked: Asked, request: RpcRequest): Promise<Answer> {
  const { method: name } = request;
  if (!isMethod(name)) return { kind: 'error', error: unknownMethod(name) };
  const { params, act } = methods[name];
  const read = params.safeParse(request.params);
  if (!read.success) {
    const issue = read.error.issues[0];
    const place = issue === undefined ? '' : `${issue.path.map(String).join('.')} `.trimStart();
    return { kind: 'error', error: wrongParams(name, `${place}${issue?.message ?? ''}`) };
  }
  try {
    // The table pairs each function with the schema of its own parameters; a union of them says no more than that.
    const result = await (act as (asked: Asked, params: unknown) => unknown)(asked, read.data);
    return { kind: 'result', result: result ?? null };
  } catch (error) {
    return { kind: 'error', error: rpcErrorOf(error) };
  }
}

function isMethod(name: string): name is MethodName {
  return Object.hasOwn(methods, name);
}

const shownCharsMax = 60;

function unknownMethod(name: string): RpcError {
  const shown = JSON.stringify(name.slice(0, shownCharsMax));
  const hint = `there are: ${Object.keys(methods).join(', ')}`;
  return usageError(rpcCodes.unknownMethod, `there is no method ${shown}`, hint);
}

function wrongParams(name: string, reason: string): RpcError {
  const hint = 'the parameters are one object, by name';
  return usageError(rpcCodes.wrongParams, `wrong parameters of ${name}: ${reason}`, hint);
}
