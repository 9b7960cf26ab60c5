import { createServer } from 'node:http';

// What the same load takes where nothing is done: each body is read as JSON and answered with a short event. Says its port on
// standard output and goes on until it is ended.

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { id } = JSON.parse(Buffer.concat(chunks).toString()) as { id?: number };
    response.writeHead(200, { 'content-type': 'text/event-stream', 'mcp-session-id': 'bare' });
    const message = { jsonrpc: '2.0', id, result: { structuredContent: {} } };
    response.end(`event: message\ndata: ${JSON.stringify(message)}\n\n`);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(typeof address === 'object' && address !== null ? address.port : 0);
});
