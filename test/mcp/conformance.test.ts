import { execFile } from 'node:child_process';
import { createServer, request, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { serverNames } from '../../src/mcp/index.ts';
import { startTools, type ToolStage } from './stage.ts';

const root = resolve(import.meta.dirname, '../..');
const program = join(root, 'node_modules/@modelcontextprotocol/conformance/dist/index.js');
const scenarios = ['server-initialize', 'ping', 'tools-list', 'dns-rebinding-protection'];
const runDurationMsMax = 60_000;

/** The suite cannot show a token: it asks this, which adds one and passes all else on as it came. */
async function withToken(stage: ToolStage): Promise<string> {
  const target = new URL(stage.baseUrl);
  const token = stage.token(1);
  const proxy: Server = createServer((asked, answer) => {
    const own = `:${String(portOf(proxy))}`;
    const headers: Record<string, string | string[] | undefined> = { ...asked.headers };
    for (const name of ['host', 'origin']) {
      const value = headers[name];
      // Its own name is what the suite takes for the server's.
      if (typeof value === 'string') headers[name] = value.replace(own, `:${target.port}`);
    }
    headers['authorization'] = `Bearer ${token}`;
    const { url: path, method } = asked;
    const { hostname, port } = target;
    const passed = request({ hostname, port, path, method, headers }, (response) => {
      answer.writeHead(response.statusCode ?? 500, response.headers);
      response.pipe(answer);
    });
    passed.on('error', () => answer.destroy());
    asked.pipe(passed);
  });
  await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  return `http://127.0.0.1:${String(portOf(proxy))}/mcp`;
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe('the official conformance suite', () => {
  it('finds nothing wrong with any of the servers', { timeout: 4 * runDurationMsMax }, async () => {
    const stage = await startTools();
    const base = await withToken(stage);
    for (const server of serverNames) {
      for (const scenario of scenarios) {
        const { stdout } = await promisify(execFile)(
          process.execPath,
          [program, 'server', '--url', `${base}/${server}`, '--scenario', scenario],
          { cwd: tmpdir(), timeout: runDurationMsMax },
        );
        const [, passed, of] = /Passed: (\d+)\/(\d+), 0 failed, 0 warnings/.exec(stdout) ?? [];
        expect.soft(Number(passed), `${server}: ${scenario}\n${stdout}`).toBeGreaterThan(0);
        expect.soft(passed, `${server}: ${scenario}\n${stdout}`).toBe(of);
      }
    }
  });
});
