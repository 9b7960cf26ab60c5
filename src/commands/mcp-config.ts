import { Option, type Command } from 'commander';
import { tomlTable } from './toml-table.ts';
import { mcpServerNames } from './mcp-servers.ts';
import { print, type Io } from './io.ts';
import { openNamedProject, withProject, type CommandContext, type CommonFlags } from './options.ts';

interface ConfigFlags extends CommonFlags {
  readonly client: ClientName;
  readonly server?: string;
  readonly npx?: boolean;
}

/** How a server is started. */
interface Entry {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

/** Where a client reads its servers from, and how it writes them. */
interface Client {
  readonly place: string;
  readonly text: (entries: readonly Entry[]) => string;
}

const clients = {
  claude: {
    place: '.mcp.json in the project, or claude mcp add-json NAME for one of them',
    text: (entries) => json({ mcpServers: byName(entries, (e) => ({ type: 'stdio', ...e })) }),
  },
  codex: {
    place: '~/.codex/config.toml',
    text: (entries) =>
      entries.map(({ name, ...e }) => tomlTable(`mcp_servers.${name}`, e)).join('\n\n'),
  },
  gemini: {
    place: '~/.gemini/settings.json, or .gemini/settings.json in the project',
    text: (entries) => json({ mcpServers: byName(entries, (e) => e) }),
  },
  opencode: {
    place: 'opencode.json in the project, or ~/.config/opencode/opencode.json',
    text: (entries) =>
      json({
        mcp: byName(entries, ({ command, args }) => ({
          type: 'local',
          command: [command, ...args],
          enabled: true,
        })),
      }),
  },
  vscode: {
    place: '.vscode/mcp.json in the project',
    text: (entries) => json({ servers: byName(entries, (e) => ({ type: 'stdio', ...e })) }),
  },
  cursor: {
    place: '.cursor/mcp.json in the project, or ~/.cursor/mcp.json',
    text: (entries) => json({ mcpServers: byName(entries, (e) => e) }),
  },
} as const satisfies Record<string, Client>;

type ClientName = keyof typeof clients;

/** `agent-tui mcp config`: the entry that an MCP client needs, ready to paste. */
export function addMcpConfigCommand(mcp: Command, { io }: CommandContext): void {
  withProject(mcp.command('config'))
    .description('print the entry to paste into the configuration of an MCP client')
    .addOption(
      new Option('--client <name>', 'whose configuration')
        .choices(Object.keys(clients))
        .makeOptionMandatory(),
    )
    .addOption(new Option('--server <name>', 'only this one').choices(mcpServerNames))
    .option('--npx', 'start it with npx, for a file that others use too')
    .action((flags: ConfigFlags) => printConfig(io, flags));
}

async function printConfig(io: Io, flags: ConfigFlags): Promise<void> {
  const project = await openNamedProject(io, flags);
  const { projectDir } = project.paths;
  project.close();
  const names = mcpServerNames.filter(
    (name) => flags.server === undefined || name === flags.server,
  );
  const start = flags.npx === true ? npx : thisProgram();
  const entries = names.map((server) => ({
    name: `agent-tui-${server}`,
    command: start[0],
    args: [...start.slice(1), 'mcp', server, '--project-dir', projectDir],
  }));
  const client: Client = clients[flags.client];
  // Only the entry goes to standard output, so that it can be redirected.
  io.stderr.write(`put this into ${client.place}:\n`);
  print(io, client.text(entries));
}

const npx: readonly [string, ...string[]] = ['npx', '-y', 'agent-tui'];

/** The very program that runs now, wherever it is installed. */
function thisProgram(): readonly [string, ...string[]] {
  const launcher = process.argv[1];
  return launcher === undefined ? npx : [process.execPath, launcher];
}

function byName(
  entries: readonly Entry[],
  shape: (entry: Omit<Entry, 'name'>) => object,
): Record<string, object> {
  return Object.fromEntries(entries.map(({ name, ...entry }) => [name, shape(entry)]));
}

function json(value: object): string {
  return JSON.stringify(value, null, 2);
}
