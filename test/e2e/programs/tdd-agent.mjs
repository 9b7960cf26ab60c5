// An agent that knows nothing but the tools it is listed: it takes its feature through red, green and submit. Run by the driver
// `command`; what to write comes as JSON in TDD_SOLUTION: {source, code, testFile?, testCode, sentences}. With --stdio it reaches
// the tools by `agent-tui mcp SERVER`, and claims its feature itself.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const solution = JSON.parse(process.env.TDD_SOLUTION);
const overStdio = process.argv.includes('--stdio');
const { AGENT_TUI_MCP_URL: url, AGENT_TUI_MCP_TOKEN: token } = process.env;
const launcher = process.env.TDD_LAUNCHER;

function transportTo(server) {
  if (overStdio) {
    const args = [launcher, 'mcp', server, '--project-dir', process.env.TDD_PROJECT];
    return new StdioClientTransport({ command: process.execPath, args, env: process.env });
  }
  const requestInit = { headers: { authorization: `Bearer ${token}` } };
  return new StreamableHTTPClientTransport(new URL(`${url}/${server}`), { requestInit });
}

// Who knows only the tool list finds a tool by its name, whatever server has it.
const clients = [];
const owner = new Map();
for (const server of ['test', 'knowledge', 'model-settings', 'feature']) {
  const client = new Client({ name: 'tdd', version: '1' });
  await client.connect(transportTo(server));
  clients.push(client);
  for (const { name } of (await client.listTools()).tools) owner.set(name, client);
}

async function call(name, input = {}) {
  const result = await owner.get(name).callTool({ name, arguments: input });
  const text = result.content.map((part) => part.text).join('\n');
  console.log(`${name}: ${text.split('\n')[0]}`);
  if (result.isError) throw new Error(`${name}: ${text}`);
  return result.structuredContent;
}

function expect(what, holds) {
  if (!holds) throw new Error(`not so: ${what}`);
}

let own = {};
let tree = process.cwd();
if (overStdio) {
  const { claimed } = await call('feature_claim_batch', { count: 1 });
  own = { featureId: claimed[0].feature.id };
  tree = claimed[0].worktree;
}
const { feature } = overStdio
  ? { feature: await call('feature_get', { id: own.featureId }) }
  : await call('feature_get_next');
await call('get_reference_prompt', { text: feature.name, category: feature.category });
const detected = await call('detect_project_framework', own);
expect('a framework is found', detected.framework === solution.framework);
const { source, sentences } = solution;
const begun = await call('generate_test_file', { ...own, source, tests: sentences });
expect('it is red for the right reason', begun.isRed === true);
const red = await call('run_tests', { ...own, file: begun.file });
expect('it is red', red.verdict === 'failed' && red.failed === sentences.length);
writeFileSync(join(tree, begun.file), solution.testCode);
const stillRed = await call('run_tests', { ...own, file: begun.file });
expect('it is red before there is code', stillRed.verdict !== 'passed');
writeFileSync(join(tree, source), solution.code);
const green = await call('run_tests', { ...own });
expect('it is green', green.verdict === 'passed');
const { checkpoints } = await call('checkpoint_list', own);
expect(
  'the green state was kept',
  checkpoints.some(({ reason }) => reason === 'green'),
);
await call('checkpoint_create', { ...own, message: 'green' });
await call('store_pattern', {
  ...own,
  approach: `wrote ${begun.file} first`,
  lessons: ['small steps'],
});
await call('feature_submit', own);
for (const client of clients) await client.close();
