import type { OpenToolServer } from '../engine/index.ts';

/**
 * The tools of agents for an engine that is about to start. They are loaded meanwhile: the protocol's schemas are a good part
 * of the program, and no other command waits for them.
 */
export function loadTools(): OpenToolServer {
  const loading = import('../mcp/index.ts');
  // Whoever opens them hears of a failure; nobody does when the start fails before.
  loading.catch(() => undefined);
  return async (door) => (await loading).openTools(door);
}
