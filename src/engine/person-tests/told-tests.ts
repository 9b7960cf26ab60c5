import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FoundSuite } from '../testing/index.ts';
import { typedCommand, workspacesOf } from '../testing/index.ts';
import type { PersonTests } from './open-tests.ts';

/** A suite as `detect --json` tells it. */
export interface ToldSuite {
  readonly framework: string;
  /** Relative to the project; `''` is its root. */
  readonly dir: string;
  readonly packageManager: string;
  /** What a person types in the project to do what is done when the suite is run. */
  readonly command: string;
  /** The runner with its arguments alone, typed in the suite's directory. */
  readonly directCommand: string;
  readonly reasons: readonly string[];
  /** What would never end if it were run as the project writes it. */
  readonly hangRisk: string | null;
  /** Whether it decides at the gate. */
  readonly isSure: boolean;
}

/** Everything that is known of the tests of a directory: what `detect --json` prints. */
export interface ToldTests {
  /** `none`: there are no tests, for the reasons that are told. */
  readonly primary: string;
  readonly secondary: readonly { readonly framework: string; readonly dir: string }[];
  readonly packageManager: string;
  readonly command: string | null;
  readonly directCommand: string | null;
  readonly suites: readonly ToldSuite[];
  readonly reasons: readonly string[];
  readonly hangRisk: string | null;
  /** What keeps its members together, where it is a workspace: `pnpm`, `cargo`. */
  readonly workspace?: string;
}

const none = 'none';

/** Tells what was found in a directory. */
export async function toldTests(tests: PersonTests): Promise<ToldTests> {
  const kinds = new Set((await workspacesOf(tests.files)).map(({ kind }) => kind));
  const workspace = kinds.size === 0 ? {} : { workspace: [...kinds].join(' + ') };
  return { ...toldDetection(tests), ...workspace };
}

function toldDetection({ root, detection, test }: PersonTests): ToldTests {
  const packageManager = detection.packageManager ?? none;
  if (detection.kind === 'none') {
    const nothing = { command: null, directCommand: null, hangRisk: null };
    const { reasons } = detection;
    return { primary: none, secondary: [], packageManager, ...nothing, suites: [], reasons };
  }
  const place = { args: test.args, has: (path: string) => existsSync(join(root, path)) };
  const suites = detection.suites.map((suite) => toldSuite(suite, place));
  const { command, directCommand, reasons, hangRisk } = toldSuite(detection.primary, place);
  const empty = detection.empty.map((suite) => `${suite} is set up, but has no tests`);
  return {
    primary: detection.primary.framework,
    secondary: suites.slice(1).map(({ framework, dir }) => ({ framework, dir })),
    packageManager,
    command,
    directCommand,
    suites,
    reasons: [...reasons, ...empty],
    hangRisk,
  };
}

function toldSuite(suite: FoundSuite, place: Parameters<typeof typedCommand>[1]): ToldSuite {
  const { framework, dir, reasons, hangRisk, isSure } = suite;
  const { whole, direct } = typedCommand(suite, place);
  const packageManager = suite.packageManager ?? none;
  const commands = { command: whole, directCommand: direct };
  return { framework, dir, packageManager, ...commands, reasons, hangRisk, isSure };
}
