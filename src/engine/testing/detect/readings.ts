import { frameworks } from '../frameworks/index.ts';
import type { ScriptReading } from '../script/project-script.ts';
import { readCommandLine, readTestScript } from '../script/project-script.ts';
import { commandLinesIn } from './command-lines.ts';
import { readPackageJson } from './package-json.ts';

/** What a command of the project says about its tests. */
export interface CommandReading {
  /** Where it stands: `script test of package.json`. */
  readonly place: string;
  /** Its name says that it is the tests. */
  readonly isTest: boolean;
  readonly reading: ScriptReading;
}

/** Reads the commands of one directory, the most telling first. */
export function readCommandsOf(texts: ReadonlyMap<string, string>): readonly CommandReading[] {
  const scripts = readPackageJson(texts.get('package.json'))?.scripts ?? {};
  const own: readonly CommandReading[] =
    scripts['test'] === undefined
      ? []
      : [
          {
            place: 'the test command of package.json',
            isTest: true,
            reading: readTestScript(scripts, frameworks),
          },
        ];
  const lines = commandLinesIn(texts).map(({ file, line }) => ({
    place: `the test command of ${file}`,
    isTest: true,
    reading: readCommandLine(line, frameworks),
  }));
  return [...own, ...lines];
}
