import type { Command } from 'commander';
import {
  AgentTuiError,
  fixedLimits,
  keepMessage,
  type Feature,
  type Queue,
} from '../engine/index.ts';
import { print, printJson, type Io } from './io.ts';
import { withProject, type CommonFlags } from './options.ts';
import { withDoor } from './project-door.ts';

/** Four bytes are the longest character in UTF-8. */
const messageBytesMax = fixedLimits.messageCharsMax * 4;

/** `agent-tui agent send AGENT TEXT…`: words for the next prompt of what an agent works on. */
export function addAgentSend(agent: Command, io: Io): void {
  withProject(agent.command('send <agent> <text...>'))
    .description('tell an agent something; its next attempt reads it. "-": from standard input')
    .option('--json', 'print what was kept as one JSON object')
    .action(async (name: string, words: readonly string[], flags: CommonFlags) => {
      const text = words.length === 1 && words[0] === '-' ? await inputText(io) : words.join(' ');
      await withDoor(io, flags, async ({ client, queue }) => {
        const feature =
          client === null
            ? keep(queue, name, text)
            : await client.call('agent.send', { agent: name, text });
        if (flags.json === true) printJson(io, { agent: name, feature, text });
        else
          print(
            io,
            `kept for ${named(queue, feature)}: its next attempt, if there is one, reads it`,
          );
      });
    });
}

/** Without an engine the words are kept for the feature that the agent has, or that comes back to it. */
function keep(queue: Queue, agent: string, text: string): number {
  const feature = featureOf(queue, agent);
  if (feature === undefined) {
    throw new AgentTuiError('environment', `no engine runs, and ${agent} has no feature`, {
      hint: 'start agent-tui first; agent-tui agent list shows who has one',
    });
  }
  keepMessage(queue, { featureId: feature.id, agent, text });
  return feature.id;
}

function featureOf(queue: Queue, agent: string): Feature | undefined {
  const open = queue.features
    .all()
    .filter(({ state }) => state === 'pending' || state === 'in_progress' || state === 'verifying');
  const row = queue.sessions.agents().find(({ name }) => name === agent);
  return (
    open.find(({ id }) => id === row?.featureId) ??
    open.filter(({ lastAgent }) => lastAgent === agent).sort((a, b) => b.updatedAt - a.updatedAt)[0]
  );
}

function named(queue: Queue, featureId: number): string {
  return `#${String(featureId)} ${queue.features.find(featureId)?.name ?? ''}`.trimEnd();
}

async function inputText(io: Io): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of io.stdin) {
    const part = Buffer.from(chunk as Uint8Array);
    chunks.push(part);
    bytes += part.length;
    if (bytes > messageBytesMax) {
      throw new AgentTuiError(
        'usage',
        `the message has more than ${String(messageBytesMax)} bytes`,
        {
          hint: 'longer texts belong into a file of the project; name it in the message',
        },
      );
    }
  }
  return Buffer.concat(chunks).toString('utf8').trimEnd();
}
