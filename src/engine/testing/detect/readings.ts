import { bounds } from '../bounds.ts';
import { frameworks } from '../frameworks/index.ts';
import type { CommandTable, ScriptReading } from '../script/project-script.ts';
import { readCommand, readScript } from '../script/project-script.ts';
import { ciKinds, commandKinds, commandsIn, isTestName } from './commands/index.ts';
import type { ProjectCommand } from './commands/index.ts';
import { readPackageJson } from './package-json.ts';

/** What a command of the project says about its tests. */
export interface CommandReading {
  /** Where it stands: `script test of package.json`. */
  readonly place: string;
  /** It is called just `test`. */
  readonly isTest: boolean;
  /** Only the CI runs it. */
  readonly isCi: boolean;
  readonly reading: ScriptReading;
}

/** What is read of one directory. */
interface CommandTexts {
  /** The texts of the directory's manifests and command files, by path. */
  readonly texts: ReadonlyMap<string, string>;
  /** What the CI runs in this directory. */
  readonly ci: readonly ProjectCommand[];
}

/** Reads the commands of one directory, the most telling first: its own before what the CI runs. */
export function readCommandsOf({ texts, ci }: CommandTexts): readonly CommandReading[] {
  const scripts = readPackageJson(texts.get('package.json'))?.scripts ?? {};
  const commands = commandsIn(texts, commandKinds).slice(0, bounds.commandsReadMax);
  const table: CommandTable = { scripts, commands, frameworks };
  const names = Object.keys(scripts).filter((name) => isTestName(name));
  const own = names.map((name) => ({
    place: `script ${name} of package.json`,
    isTest: name === 'test',
    isCi: false,
    reading: readScript(name, table),
  }));
  const wrapped = commands
    .filter(({ isTest }) => isTest)
    .map((command) => readingOf(command, table, false));
  const run = ci.map((command) => readingOf(command, table, true));
  const isExact = (one: CommandReading) => (one.isTest ? 0 : 1);
  return [...[...own, ...wrapped].toSorted((a, b) => isExact(a) - isExact(b)), ...run];
}

function readingOf(command: ProjectCommand, table: CommandTable, isCi: boolean): CommandReading {
  const { title, file, name, lines } = command;
  const isTest = name !== null && /^(?:tests?|check|tox py|py)$/u.test(name);
  const reading = readCommand(lines, table);
  return {
    place: `${title} of ${file}`,
    isTest: isTest && !isCi,
    isCi,
    reading: isCi ? alone(reading) : reading,
  };
}

/** What a CI does first is set-up of a machine, and no part of the tests. */
function alone(reading: ScriptReading): ScriptReading {
  if (reading.kind !== 'names') return reading;
  return { ...reading, invocation: { ...reading.invocation, before: [] } };
}

/** The commands of the CI by the directory in which they are run. */
export function ciCommandsByDir(
  texts: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly ProjectCommand[]> {
  const byDir = new Map<string, ProjectCommand[]>();
  for (const command of commandsIn(texts, ciKinds).slice(0, bounds.commandsReadMax)) {
    const own = byDir.get(command.dir) ?? [];
    own.push(command);
    byDir.set(command.dir, own);
  }
  return byDir;
}
