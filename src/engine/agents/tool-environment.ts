import type { SessionBrief } from './driver.ts';

/**
 * What an agent's environment says of its tools: where the servers are, its token, and the project, by which a server over
 * stdio finds the engine from within a worktree.
 */
export function toolEnvironment({ tools, projectDir }: SessionBrief): Record<string, string> {
  if (tools === null) return {};
  return {
    AGENT_TUI_MCP_URL: tools.baseUrl,
    AGENT_TUI_MCP_TOKEN: tools.token,
    AGENT_TUI_PROJECT: projectDir,
  };
}
