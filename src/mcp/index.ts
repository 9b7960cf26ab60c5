export { doCall } from './do-call.ts';
export { isServerName, serverNames, type ServerName } from './servers/index.ts';
export { serveStdio } from './serve-stdio.ts';
