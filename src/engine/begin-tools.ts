import type { Context, ToolAccess } from './context.ts';
import type { Engine, EngineOptions } from './engine-contract.ts';
import { removeTree } from './platform/files.ts';
import { callerOf, issueToken } from './tool-host/callers.ts';
import { engineHost, toolDoor, toolScratchDir } from './tool-host/create-host.ts';
import type { OpenedTools, ToolServer } from './tool-host/tool-server.ts';

/**
 * Begins to serve tools to agents. The first frame does not wait for it: loading the protocol takes a tenth of a second, and
 * only agents need it, whose start does wait.
 */
export function beginTools(
  context: Context,
  { openTools: open, env: baseEnv }: Pick<EngineOptions, 'openTools' | 'env'>,
  actions: Pick<Engine, 'addFeatures'>,
): OpenedTools | null {
  if (open === undefined) return null;
  const host = engineHost(context, { actions, baseEnv });
  // What a test run of an agent left when its engine died; those of this one have not begun.
  const scratchDir = toolScratchDir(context.project.paths.stateDir);
  const opened = removeTree(scratchDir).then(() => open(toolDoor(context, host)));
  opened.catch(context.failed);
  context.tools = opened.then(
    (server) => accessOf(context, server),
    () => null,
  );
  return {
    callerOf: (token) => callerOf(context.queue, token),
    call: async (call) => (await opened).call(call),
    // What could not be opened was told when it failed; the other doors must be closed all the same.
    close: async () => (await opened.catch(() => null))?.close(),
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
