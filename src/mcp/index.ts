export { doCall } from './do-call.ts';
export { isServerName, serverNames, type ServerName } from './servers/index.ts';
export { serveStdio } from './serve-stdio.ts';
export { openTools } from './http/open-tools.ts';
export { refusal } from './call-tool.ts';
export type { DoCall, ToolCall } from './create-server.ts';
