import {
  AgentTuiError,
  openKnowledge,
  openPatterns,
  systemClock,
  type Knowledge,
  type Pattern,
  type Patterns,
  type Project,
  type Queue,
} from '../engine/index.ts';
import { isoTime } from './event-line.ts';
import type { Io } from './io.ts';
import type { CommonFlags } from './options.ts';
import { withQueue } from './project-door.ts';

/** What is known of a project, as a command acts on it; an engine that runs reads the same rows. */
export interface KnowledgeDoor {
  readonly project: Project;
  readonly queue: Queue;
  readonly knowledge: Knowledge;
  readonly patterns: Patterns;
}

/** Opens the knowledge of the project that the flags name, for as long as the act takes. */
export function withKnowledge(
  io: Io,
  flags: CommonFlags,
  act: (door: KnowledgeDoor) => void | Promise<void>,
): Promise<void> {
  const now = () => systemClock.now();
  return withQueue(io, flags, (queue, project) =>
    act({
      project,
      queue,
      knowledge: openKnowledge(project.db, now),
      patterns: openPatterns(project.db, now),
    }),
  );
}

/** A pattern by its number. */
export function requirePattern(knowledge: Knowledge, word: string): Pattern {
  const number = /^#?(\d{1,15})$/.exec(word)?.[1];
  const found = number === undefined ? undefined : knowledge.find(Number(number));
  if (found !== undefined) return found;
  throw new AgentTuiError('usage', `there is no pattern "${word}"`, {
    hint: 'agent-tui knowledge search WORDS shows patterns and their numbers',
  });
}

/** A pattern as JSON: its fields, with times as ISO 8601. */
export function patternObject(pattern: Pattern): Record<string, unknown> {
  return {
    ...pattern,
    createdAt: isoTime(pattern.createdAt),
    updatedAt: isoTime(pattern.updatedAt),
  };
}
