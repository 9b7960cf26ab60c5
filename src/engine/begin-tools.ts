import type { Context, ToolAccess } from './context.ts';
import type { Engine } from './engine-contract.ts';
import { callerOf, issueToken } from './tool-host/callers.ts';
import { engineHost, toolDoor } from './tool-host/create-host.ts';
import type { OpenToolServer, OpenedTools, ToolServer } from './tool-host/tool-server.ts';

/**
 * Begins to serve tools to agents. The first frame does not wait for it: loading the protocol takes a tenth of a second, and
 * only agents need it, whose start does wait.
 */
export function beginTools(
  context: Context,
  open: OpenToolServer | undefined,
  actions: Pick<Engine, 'addFeatures'>,
): OpenedTools | null {
  if (open === undefined) return null;
  const opened = open(toolDoor(context, engineHost(context, actions)));
  opened.catch(context.failed);
  context.tools = opened.then(
    (server) => accessOf(context, server),
    () => null,
  );
  return {
    callerOf: (token) => callerOf(context.queue, token),
    call: async (call) => (await opened).call(call),
    close: async () => (await opened).close(),
  };
}

function accessOf(context: Context, { baseUrl, fault }: ToolServer): ToolAccess | null {
  if (fault !== null) {
    context.run.banners.show('tools', fault);
    context.changed();
  }
  if (baseUrl === null) return null;
  return { baseUrl, issue: (attempt) => issueToken(context, attempt) };
}
