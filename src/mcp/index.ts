export { createServer, serverNames, serveStdio } from './serve-stdio.ts';
export type { ToolContext } from './tool.ts';
