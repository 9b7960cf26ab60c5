import type { Command } from 'commander';
import { addKnowledgeChanges } from './knowledge-change.ts';
import { addKnowledgeFiles } from './knowledge-files.ts';
import { addKnowledgeReadings } from './knowledge-show.ts';
import type { CommandContext } from './options.ts';

/** `agent-tui knowledge …`: what is known of earlier work. */
export function addKnowledgeCommand(program: Command, { io }: CommandContext): void {
  const knowledge = program
    .command('knowledge')
    .description('search, show, import, export, change and forget what is known of earlier work');
  addKnowledgeReadings(knowledge, io);
  addKnowledgeFiles(knowledge, io);
  addKnowledgeChanges(knowledge, io);
}
