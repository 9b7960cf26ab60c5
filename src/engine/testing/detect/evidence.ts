import { bounds } from '../bounds.ts';
import type { Framework, Mark } from '../frameworks/framework.ts';
import { readPackageJson } from './package-json.ts';
import type { RootFiles } from './root-files.ts';

/** What each kind of evidence weighs. */
export const weights = {
  command: 100,
  ciCommand: 80,
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

/** Everything but commands that speaks for a framework in a directory. */
export async function evidenceFor(
  framework: Framework,
  root: RootFiles,
  { tests, isOutdone }: { readonly tests: readonly string[]; readonly isOutdone: boolean },
): Promise<Evidence[]> {
  const configuration = configurationIn(framework, root);
  const dependency = dependencyIn(framework, root);
  const convention = conventionIn(framework, root, tests);
  const isBare = configuration === null && dependency === null && convention === null;
  // Reading test files is what takes longest; beside what the project runs, imports alone would not make a suite.
  const isInDoubt = isBare && framework.evidence.packages.length === 0;
  const most = isInDoubt ? bounds.importFilesReadMax : bounds.knownFilesReadMax;
  const looked = isOutdone && isBare ? [] : tests.slice(0, most);
  const importing = await importingFile(framework, looked, root);
  const found: readonly (Evidence | null)[] = [
    because(configuration, weights.configuration, (name) => `configured in ${name}`),
    because(dependency, weights.dependency, (name) => `listed in ${name}`),
    because(importing, weights.imports, (name) => `imported by ${name}`),
    because(tests[0] ?? null, weights.files, () => counted(tests.length)),
    because(convention, weights.convention, (name) =>
      tests.length === 0 ? `${name} is there` : `${name} stands beside test files`,
    ),
  ];
  return found.filter((one) => one !== null);
}

/** Whether a directory has a file that configures a framework. */
export function isConfigured(framework: Framework, root: RootFiles): boolean {
  return configurationIn(framework, root) !== null;
}

function counted(count: number): string {
  return `${String(count)} matching test ${count === 1 ? 'file' : 'files'}`;
}

function because(
  name: string | null,
  weight: number,
  reason: (name: string) => string,
): Evidence | null {
  return name === null ? null : { weight, reason: reason(name) };
}

function configurationIn({ evidence }: Framework, root: RootFiles): string | null {
  const { configFiles } = evidence;
  const own = root.telling.find(
    (name) => configFiles?.test(name) === true || isNearConfig(name, configFiles),
  );
  return own ?? markedFile(evidence.configMarks, root);
}

/** A `conftest.py` counts one directory down too. */
function isNearConfig(name: string, pattern: RegExp | null): boolean {
  const inner = /^[^/]+\/(?<file>conftest\.py)$/u.exec(name)?.groups?.['file'];
  return inner !== undefined && pattern?.test(inner) === true;
}

function dependencyIn({ evidence }: Framework, root: RootFiles): string | null {
  const { packages } = evidence;
  // It is read for frameworks that come as packages only.
  const text = packages.length === 0 ? undefined : root.texts.get('package.json');
  const listed = readPackageJson(text)?.dependencies ?? [];
  if (packages.some((name) => listed.includes(name))) return 'package.json';
  return markedFile(evidence.dependencyMarks, root);
}

function markedFile(marks: readonly Mark[], root: RootFiles): string | null {
  for (const [name, text] of root.texts) {
    if (marks.some(({ file, mark }) => file.test(name) && mark.test(text))) return name;
  }
  return null;
}

/** The file by which a language says that it has tests, where there are any or they may be hidden. */
function conventionIn(
  { evidence }: Framework,
  root: RootFiles,
  tests: readonly string[],
): string | null {
  const { convention } = evidence;
  if (convention === null || (tests.length === 0 && !convention.hidesTests)) return null;
  const { file, mark } = convention;
  const names = mark === null ? root.telling : [...root.texts.keys()];
  const fits = (name: string) =>
    file.test(name) && (mark === null || mark.test(root.texts.get(name) ?? ''));
  return names.find(fits) ?? null;
}

async function importingFile(
  { evidence }: Framework,
  tests: readonly string[],
  root: RootFiles,
): Promise<string | null> {
  if (evidence.imports === null) return null;
  const [first, ...others] = tests;
  // The first tells nearly always; where it does not, the others are read at once.
  for (const names of [first === undefined ? [] : [first], others]) {
    const texts = await Promise.all(names.map((name) => root.read(name)));
    const at = texts.findIndex((text) => text !== undefined && evidence.imports?.test(text));
    if (at !== -1) return names[at] ?? null;
  }
  return null;
}
