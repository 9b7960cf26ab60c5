import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { changedFiles } from '../git/index.ts';
import type { TestSelection } from '../model/test-selection.ts';
import { suiteForFile, suitesForGate, touchedSuites } from '../testing/index.ts';
import type { FoundSuite, FoundTests } from '../testing/index.ts';
import type { PersonTests } from './open-tests.ts';
import type { SuiteRunOptions } from './run-suites.ts';

/** What a person wants to be run. */
export interface TestChoice {
  /** By its path in the project or from where the person is. */
  readonly file: string | null;
  readonly name: string | null;
  /** Where the person is. */
  readonly cwd: string;
  /** Only what a change touches: since a commit, or since this branch left the main one. */
  readonly changed: { readonly base: string | null } | null;
  /** The person named the framework, so all its suites are meant. */
  readonly isNamed: boolean;
}

/** The suites to run, with the part of them, and what it means when there are none. */
export type ChosenTests = Pick<SuiteRunOptions, 'suites' | 'selection' | 'otherwise'> & {
  /** Suites that are there and not run. */
  readonly left: readonly FoundSuite[];
};

/** Chooses as a person would: what decides at the gate, the suite of a file, or what a change touches. */
export async function chooseTests(tests: PersonTests, choice: TestChoice): Promise<ChosenTests> {
  const { detection } = tests;
  const selection = { file: fileIn(tests, choice), name: choice.name };
  if (detection.kind === 'none') {
    const reason = `no tests were found: ${detection.reasons.join('; ')}`;
    return { suites: [], selection, otherwise: { verdict: 'no-tests', reason }, left: [] };
  }
  const wanted = suitesFor(detection, choice, selection);
  const suites = await narrowed(tests, wanted, choice.changed);
  const left = detection.suites.filter((suite) => !wanted.includes(suite));
  const reason = 'no suite is touched by what has changed';
  return { suites, selection, otherwise: { verdict: 'unaffected', reason }, left };
}

function fileIn({ root }: PersonTests, { file, cwd }: TestChoice): string | null {
  if (file === null || existsSync(join(root, file))) return file;
  return resolve(cwd, file);
}

function suitesFor(
  found: FoundTests,
  { isNamed, changed }: TestChoice,
  { file, name }: TestSelection,
): readonly FoundSuite[] {
  if (file !== null) return [suiteForFile(found, file)];
  if (isNamed) return found.suites;
  return name === null || changed !== null ? suitesForGate(found) : [found.primary];
}

async function narrowed(
  { root, files }: PersonTests,
  suites: readonly FoundSuite[],
  changed: TestChoice['changed'],
): Promise<readonly FoundSuite[]> {
  if (changed === null) return suites;
  return touchedSuites(files, suites, await changedFiles(root, changed.base));
}
