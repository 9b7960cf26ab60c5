import { bounds } from '../bounds.ts';
import type { Framework } from '../frameworks/framework.ts';
import { readPackageJson } from './package-json.ts';
import type { SuiteFiles } from './suite-files.ts';

/** What each kind of evidence weighs. */
export const weights = {
  command: 100,
  convention: 80,
  configuration: 60,
  dependency: 50,
  imports: 40,
  files: 30,
} as const;

/** One reason to believe in a framework. */
export interface Evidence {
  readonly weight: number;
  readonly reason: string;
}

/** Everything but commands that speaks for a framework in a suite. */
export async function evidenceFor(framework: Framework, suite: SuiteFiles): Promise<Evidence[]> {
  const { evidence } = framework;
  const tests = suite.names.filter((name) => evidence.testFiles.test(name));
  const importing = await importingFile(framework, tests, suite);
  const found: readonly (Evidence | null)[] = [
    because(
      configurationIn(framework, suite),
      weights.configuration,
      (name) => `configured in ${name}`,
    ),
    because(dependencyIn(framework, suite), weights.dependency, (name) => `listed in ${name}`),
    because(importing, weights.imports, (name) => `imported by ${name}`),
    because(tests[0] ?? null, weights.files, () => `${String(tests.length)} matching test files`),
    because(
      tests.length > 0 ? conventionIn(framework, suite) : null,
      weights.convention,
      (name) => `${name} stands beside test files`,
    ),
  ];
  return found.filter((one) => one !== null);
}

function because(
  name: string | null,
  weight: number,
  reason: (name: string) => string,
): Evidence | null {
  return name === null ? null : { weight, reason: reason(name) };
}

function configurationIn({ evidence }: Framework, suite: SuiteFiles): string | null {
  const own = suite.names.find(
    (name) => evidence.configFiles?.test(name) === true || isNearConfig(name, evidence.configFiles),
  );
  return own ?? markedFile(evidence.configMarks, suite);
}

/** A `conftest.py` counts one directory down too. */
function isNearConfig(name: string, pattern: RegExp | null): boolean {
  const inner = /^[^/]+\/(?<file>conftest\.py)$/u.exec(name)?.groups?.['file'];
  return inner !== undefined && pattern?.test(inner) === true;
}

function dependencyIn({ evidence }: Framework, suite: SuiteFiles): string | null {
  const listed = readPackageJson(suite.texts.get('package.json'))?.dependencies ?? [];
  if (evidence.packages.some((name) => listed.includes(name))) return 'package.json';
  return markedFile(evidence.dependencyMarks, suite);
}

function markedFile(
  marks: readonly { readonly file: RegExp; readonly mark: RegExp }[],
  suite: SuiteFiles,
): string | null {
  for (const [name, text] of suite.texts) {
    if (marks.some(({ file, mark }) => file.test(name) && mark.test(text))) return name;
  }
  return null;
}

function conventionIn({ evidence }: Framework, suite: SuiteFiles): string | null {
  const pattern = evidence.convention?.file;
  return suite.top.find((name) => pattern?.test(name) === true) ?? null;
}

async function importingFile(
  { evidence }: Framework,
  tests: readonly string[],
  suite: SuiteFiles,
): Promise<string | null> {
  for (const name of tests.slice(0, bounds.importFilesReadMax)) {
    const text = evidence.imports === null ? undefined : await suite.read(name);
    if (text !== undefined && evidence.imports?.test(text) === true) return name;
  }
  return null;
}
