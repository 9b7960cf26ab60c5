import type { Command } from 'commander';
import {
  AgentTuiError,
  difficulties,
  draftDefaults,
  type Difficulty,
  type Feature,
  type FeatureDraft,
  type Queue,
} from '../engine/index.ts';
import { wholeNumber, type CommonFlags } from './options.ts';

/** What a person says of a feature on the command line. */
export interface DraftFlags extends CommonFlags {
  readonly name?: string;
  readonly description?: string;
  readonly category?: string;
  readonly difficulty?: string;
  readonly priority?: string;
  readonly dependsOn?: readonly string[];
  readonly acceptance?: string;
  readonly path?: readonly string[];
}

/** Adds the flags that say what a feature is. */
export function withDraftFlags(command: Command): Command {
  return command
    .option('--description <text>', 'what is wanted, as the agent will read it')
    .option(
      '--category <word>',
      `for instance auth, database, docs (a new one: ${draftDefaults.category})`,
    )
    .option('--difficulty <word>', `${difficulties.join(', ')} (a new one: normal)`)
    .option('--priority <n>', `smaller runs first (a new one: ${String(draftDefaults.priority)})`)
    .option('--depends-on <name...>', 'features that must be merged first')
    .option('--acceptance <command>', 'how a person would see that it is right')
    .option('--path <path...>', 'files and folders that it will touch, relative to the project');
}

/** A new feature as the command line says it. */
export function newDraft(name: string, flags: DraftFlags): FeatureDraft {
  if (name.trim() === '') {
    throw new AgentTuiError('usage', 'a feature needs a name', {
      hint: 'for instance: agent-tui feature add "User login"',
    });
  }
  return {
    name: name.trim(),
    description: flags.description ?? '',
    category: flags.category ?? draftDefaults.category,
    priority: priorityOf(flags) ?? draftDefaults.priority,
    dependsOn: named(flags.dependsOn ?? []),
    acceptance: flags.acceptance ?? '',
    paths: named(flags.path ?? []),
    ...difficultyOf(flags),
  };
}

/** A feature as it is to be: what the command line does not say stays. */
export function changedDraft(feature: Feature, flags: DraftFlags, queue: Queue): FeatureDraft {
  const { name, description, category, difficulty, dependsOn, acceptance, path } = flags;
  const priority = priorityOf(flags);
  const said = [name, description, category, difficulty, priority, dependsOn, acceptance, path];
  if (said.every((word) => word === undefined)) {
    throw new AgentTuiError('usage', 'nothing is to be changed', {
      hint: 'say what, for instance --description "A form and a session"; feature edit --help lists all',
    });
  }
  return {
    name: name?.trim() ?? feature.name,
    description: description ?? feature.description,
    category: category ?? feature.category,
    priority: priority ?? feature.priority,
    dependsOn: dependsOn === undefined ? namesOf(feature, queue) : named(dependsOn),
    acceptance: acceptance ?? feature.acceptance,
    ...(path === undefined ? {} : { paths: named(path) }),
    ...difficultyOf(flags),
  };
}

function priorityOf({ priority }: DraftFlags): number | undefined {
  return priority === undefined ? undefined : wholeNumber(priority, '--priority');
}

function difficultyOf({ difficulty }: DraftFlags): { readonly difficulty?: Difficulty } {
  if (difficulty === undefined) return {};
  const found = difficulties.find((word) => word === difficulty);
  if (found !== undefined) return { difficulty: found };
  throw new AgentTuiError('usage', `there is no difficulty "${difficulty}"`, {
    hint: `use one of: ${difficulties.join(', ')}`,
  });
}

function namesOf({ dependsOn }: Feature, queue: Queue): string[] {
  return dependsOn.flatMap((id) => queue.features.find(id)?.name ?? []);
}

/** An empty word stands for none, so that a list can be made empty. */
function named(words: readonly string[]): string[] {
  return words.filter((word) => word !== '');
}
