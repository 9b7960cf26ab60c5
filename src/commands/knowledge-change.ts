import type { Command } from 'commander';
import { AgentTuiError, type Forgotten } from '../engine/index.ts';
import { print, printJson, type Io } from './io.ts';
import {
  patternObject,
  requirePattern,
  withKnowledge,
  type KnowledgeDoor,
} from './knowledge-door.ts';
import { withProject, type CommonFlags } from './options.ts';
import { requireFeature } from './project-door.ts';

interface ForgetFlags extends CommonFlags {
  readonly feature?: string;
  readonly all?: boolean;
  readonly yes?: boolean;
}

interface EditFlags extends CommonFlags {
  readonly category?: string;
  readonly approach?: string;
  readonly lesson?: readonly string[];
}

/** `agent-tui knowledge forget` and `edit`: a person has the last word on words, and none on outcomes. */
export function addKnowledgeChanges(knowledge: Command, io: Io): void {
  withProject(knowledge.command('forget [pattern]'))
    .description('forget one pattern, that of a feature, or all')
    .option('--feature <feature>', 'the pattern of this feature, by its number or name')
    .option('--all', 'everything that is known, also what was imported')
    .option('--yes', 'needed with --all: what is forgotten does not come back')
    .option('--json', 'print one JSON object with the count')
    .action((word: string | undefined, flags: ForgetFlags) =>
      withKnowledge(io, flags, (door) => {
        const forgotten = door.patterns.forget(chosen(door, word, flags));
        if (flags.json === true) printJson(io, { forgotten });
        else print(io, `forgot ${String(forgotten)} pattern${forgotten === 1 ? '' : 's'}`);
      }),
    );
  withProject(knowledge.command('edit <pattern>'))
    .description('change what is said of earlier work; its outcome is what the gate saw')
    .option('--category <word>', 'another category')
    .option('--approach <text>', 'how it was done; "" for nothing')
    .option(
      '--lesson <text...>',
      'all of its lessons, in place of those that are there; "" for none',
    )
    .option('--json', 'print the pattern as one JSON object')
    .action((word: string, flags: EditFlags) =>
      withKnowledge(io, flags, ({ knowledge: known, patterns }) => {
        const { category, approach, lesson: lessons } = flags;
        if ([category, approach, lessons].every((one) => one === undefined)) throw nothingSaid();
        const { id } = requirePattern(known, word);
        const pattern = patterns.edit(id, { category, approach, lessons });
        if (flags.json === true) printJson(io, patternObject(pattern));
        else print(io, `${String(id)} ${pattern.feature}: changed`);
      }),
    );
}

/** Exactly one of the three ways to say what is to be forgotten. */
function chosen(
  { knowledge, queue }: KnowledgeDoor,
  word: string | undefined,
  { feature, all, yes }: ForgetFlags,
): Forgotten {
  const said = [word, feature, all].filter((one) => one !== undefined);
  if (said.length !== 1) {
    throw new AgentTuiError('usage', 'what is to be forgotten is not clear', {
      hint: 'name one: knowledge forget ID, --feature NAME, or --all --yes',
    });
  }
  if (word !== undefined) return { kind: 'pattern', id: requirePattern(knowledge, word).id };
  if (feature !== undefined) {
    return { kind: 'feature', featureId: requireFeature(queue, feature).id };
  }
  if (yes === true) return { kind: 'all' };
  throw new AgentTuiError('usage', 'everything that is known would be forgotten', {
    hint: 'agent-tui knowledge export FILE keeps a copy; then: knowledge forget --all --yes',
  });
}

function nothingSaid(): AgentTuiError {
  return new AgentTuiError('usage', 'nothing is to be changed', {
    hint: 'say what, for instance --lesson "Sessions end with the browser"; knowledge edit --help lists all',
  });
}
