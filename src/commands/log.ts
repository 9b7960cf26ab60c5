import type { Command } from 'commander';
import {
  AgentTuiError,
  openQueue,
  readTranscript,
  systemClock,
  type Project,
  type Queue,
} from '../engine/index.ts';
import { eventLine, eventObject, isoTime } from './event-line.ts';
import { columns, print, printJson, type Io } from './io.ts';
import {
  openNamedProject,
  withProject,
  wholeNumber,
  type CommandContext,
  type CommonFlags,
} from './options.ts';

interface LogFlags extends CommonFlags {
  readonly events?: boolean;
  readonly limit?: string;
}

/** `agent-tui log`: past sessions, what one of them printed, or what happened in the project. */
export function addLogCommand(program: Command, context: CommandContext): void {
  withProject(program.command('log [session]'))
    .description('list sessions, print one session, or print the events of the project')
    .option('--events', 'what happened, instead of sessions')
    .option('--limit <n>', 'at most so many, the newest', '200')
    .option('--json', 'JSON lines')
    .action(async (session: string | undefined, flags: LogFlags) => {
      const project = await openNamedProject(context.io, flags);
      try {
        const queue = openQueue(
          project.db,
          () => systemClock.now(),
          () => undefined,
        );
        const limit = wholeNumber(flags.limit ?? '200', '--limit');
        if (flags.events === true) printEvents(context.io, queue, { limit, json: flags.json });
        else if (session === undefined)
          printSessions(context.io, queue, { limit, json: flags.json });
        else await printSession(context.io, { project, queue, session, json: flags.json === true });
      } finally {
        project.close();
      }
    });
}

interface Listing {
  readonly limit: number;
  readonly json: boolean | undefined;
}

function printEvents(io: Io, queue: Queue, { limit, json }: Listing): void {
  const nameOf = (id: number) => queue.features.find(id)?.name;
  for (const event of queue.journal.newest(limit)) {
    if (json === true) printJson(io, eventObject(event, nameOf));
    else print(io, eventLine(event, nameOf));
  }
}

function printSessions(io: Io, queue: Queue, { limit, json }: Listing): void {
  const sessions = queue.sessions.all(limit).reverse();
  if (json === true) {
    for (const session of sessions) printJson(io, session);
    return;
  }
  if (sessions.length === 0) print(io, 'No sessions yet. agent-tui run starts agents.');
  const rows = sessions.map((session) => [
    isoTime(session.startedAt).slice(0, 19).replace('T', ' '),
    session.id,
    session.agent,
    `#${String(session.featureId)} ${queue.features.find(session.featureId)?.name ?? ''}`,
    session.ending ?? session.state,
  ]);
  print(io, ...columns(rows));
}

async function printSession(
  io: Io,
  given: {
    readonly project: Project;
    readonly queue: Queue;
    readonly session: string;
    readonly json: boolean;
  },
): Promise<void> {
  const { project, queue, session, json } = given;
  if (!queue.sessions.all(Number.MAX_SAFE_INTEGER).some((row) => row.id === session)) {
    throw new AgentTuiError('usage', `there is no session "${session}"`, {
      hint: 'agent-tui log lists them',
    });
  }
  for (const entry of await readTranscript(project.paths.logs, session)) {
    if (json) printJson(io, { ...entry, at: isoTime(entry.at) });
    else print(io, `${isoTime(entry.at).slice(11, 19)}  ${entry.kind.padEnd(6)}  ${entry.text}`);
  }
}
