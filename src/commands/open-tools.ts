import type { OpenToolServer } from '../engine/index.ts';

/**
 * The tools of agents, for an engine that starts. Loaded only then: the protocol's schemas are a good part of the program, and
 * no other command waits for them.
 */
export const openTools: OpenToolServer = async (door) => {
  const { openTools: open } = await import('../mcp/index.ts');
  return open(door);
};
