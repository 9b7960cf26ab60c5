import { expect, test } from 'vitest';
import { mcpServerNames } from '../../src/commands/mcp-servers.ts';
import { serverNames } from '../../src/mcp/index.ts';

test('help and errors name every server that there is, in the same order', () => {
  expect(mcpServerNames).toEqual(serverNames);
});
