import { ciFiles } from './ci.ts';
import { justfile } from './justfile.ts';
import { makefile } from './makefile.ts';
import type { CommandKind, ProjectCommand } from './project-command.ts';
import { nox, pyproject, tox } from './python-tools.ts';
import { shellScripts } from './shell-scripts.ts';
import { composer, denoTasks, mise, taskfile } from './task-files.ts';

export type { ProjectCommand } from './project-command.ts';
export { isTestName } from './project-command.ts';

/** Files of a directory in which commands stand, the most telling first; package.json is read for itself. */
export const commandKinds: readonly CommandKind[] = [
  denoTasks,
  composer,
  tox,
  pyproject,
  nox,
  makefile,
  justfile,
  taskfile,
  mise,
  shellScripts,
];

/** Files of a repository that say what its CI runs. */
export const ciKinds: readonly CommandKind[] = ciFiles;

/** Whether commands are read from a file. */
export function hasCommands(path: string): boolean {
  return commandKinds.some((kind) => kind.file.test(path));
}

/** All commands in the files of one directory. */
export function commandsIn(
  texts: ReadonlyMap<string, string>,
  kinds: readonly CommandKind[],
): readonly ProjectCommand[] {
  return kinds.flatMap((kind) =>
    [...texts].flatMap(([file, text]) => (kind.file.test(file) ? kind.read(text, file) : [])),
  );
}

/** The command that words call by name, with the words after it; null: they call none. */
export function calledCommand(
  words: readonly string[],
  commands: readonly ProjectCommand[],
): { readonly command: ProjectCommand; readonly rest: number } | null {
  if (/^(?:tox|nox)$/u.test(words[0] ?? '')) return calledEnvironment(words, commands);
  for (const kind of commandKinds) {
    const own = commands.filter(({ file }) => kind.file.test(file));
    const caller = kind.callers.find((start) => start.every((word, at) => words[at] === word));
    if (caller === undefined || own.length === 0) continue;
    const at = words.findIndex((word, index) => index >= caller.length && isName(word));
    const name = words[at] ?? '';
    const command = own.find((one) => one.name === name);
    if (command !== undefined) return { command, rest: at + 1 };
  }
  return null;
}

function isName(word: string): boolean {
  return !word.startsWith('-') && !/^\w+=/u.test(word);
}

/** tox and nox run an environment that is named by an option, else their usual ones. */
function calledEnvironment(
  words: readonly string[],
  commands: readonly ProjectCommand[],
): { readonly command: ProjectCommand; readonly rest: number } | null {
  const files =
    words[0] === 'tox' ? /^(?:tox\.(?:ini|toml)|setup\.cfg|pyproject\.toml)$/u : /^noxfile\.py$/u;
  const own = commands.filter(
    ({ file, title }) => files.test(file) && /^(?:environment|session) /u.test(title),
  );
  const at = words.findIndex((word) => /^-[es]$/u.test(word));
  const named = at === -1 ? undefined : words[at + 1];
  const command =
    own.find(({ name }) => named !== undefined && name?.replace(/^tox /u, '') === named) ??
    own.find(({ isTest }) => isTest);
  return command === undefined ? null : { command, rest: words.length };
}
