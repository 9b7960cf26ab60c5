import type { Framework, Mark } from '../frameworks/framework.ts';
import { frameworks } from '../frameworks/index.ts';
import { bounds } from '../bounds.ts';
import { hasCommands } from './commands/index.ts';
import type { TreeIndex } from './tree-index.ts';

/** The files of one directory that may hold a suite, its manifests read. All paths are relative to it. */
export interface RootFiles {
  readonly dir: string;
  /** Its own files: not those of roots below, and nothing that belongs to others. */
  readonly own: readonly string[];
  /** Those of them that a framework may be configured by, or that its language's convention names. */
  readonly telling: readonly string[];
  /** The files that a framework takes for tests by their names. */
  testFilesOf(framework: Framework): readonly string[];
  /** Files directly in it. */
  readonly top: readonly string[];
  /** The texts of the files in which frameworks have marks, by path. */
  readonly texts: ReadonlyMap<string, string>;
  read(path: string): Promise<string | undefined>;
}

/** Files that commands and package managers are read from, besides those in which frameworks have marks. */
const manifests =
  /^(?:package\.json|pyproject\.toml|setup\.(?:cfg|py)|tox\.ini|noxfile\.py|Makefile|makefile|GNUmakefile|vite\.config\.[cm]?[jt]s)$/u;

/** Every file in which some framework has a mark, as one pattern. */
const marked = oneOf(
  frameworks.flatMap(({ evidence }) => [
    ...[...evidence.configMarks, ...evidence.dependencyMarks].map((mark: Mark) => mark.file),
    ...(evidence.convention?.mark == null ? [] : [evidence.convention.file]),
  ]),
);

/** Every file that a framework may be configured by, as one pattern: a tree is looked through once and not for each. */
const telling = oneOf([
  /^[^/]+\/conftest\.py$/u,
  ...frameworks.flatMap(({ evidence: { configFiles, convention } }) => [
    ...(configFiles === null ? [] : [configFiles]),
    ...(convention?.mark === null ? [convention.file] : []),
  ]),
]);

function oneOf(patterns: readonly RegExp[]): RegExp {
  const sources = [...new Set(patterns.map((pattern) => pattern.source))];
  return new RegExp(sources.map((source) => `(?:${source})`).join('|') || '^$', 'u');
}

/** Looks at one directory of a tree as the place of suites. */
export async function readRoot(
  index: TreeIndex,
  dir: string,
  read: (path: string) => Promise<string | undefined>,
): Promise<RootFiles> {
  const prefix = dir === '' ? '' : `${dir}/`;
  const relative = (paths: readonly string[]) =>
    prefix === '' ? paths : paths.map((path) => path.slice(prefix.length));
  const own = relative(index.ownFiles(dir));
  const near = own.filter((path) => depthOf(path) <= bounds.markedDepthMax);
  const wanted = near.filter(
    (path) => manifests.test(path) || marked.test(path) || hasCommands(path),
  );
  const texts = new Map(
    await Promise.all(
      wanted
        .slice(0, bounds.manifestsReadMax)
        .map(async (path) => [path, (await read(`${prefix}${path}`)) ?? ''] as const),
    ),
  );
  return {
    dir,
    own,
    telling: own.filter((path) => telling.test(path)),
    testFilesOf: openTestFiles(own, () => withNested(index, dir, own)),
    top: index.filesIn(dir),
    texts,
    read: (path) => read(`${prefix}${path}`),
  };
}

/** With the files of roots below, in the order of the tree. */
function withNested(index: TreeIndex, dir: string, own: readonly string[]): readonly string[] {
  const prefix = dir === '' ? '' : `${dir}/`;
  if (!index.roots.some((root) => root !== dir && root.startsWith(prefix))) return own;
  return index.names
    .filter((path) => path.startsWith(prefix) && !index.isForeign(path))
    .map((path) => path.slice(prefix.length));
}

function depthOf(path: string): number {
  let depth = 0;
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) depth += 1;
  return depth;
}

/** Many frameworks look for the same names, and each looks only at files that end as its tests do. */
function openTestFiles(
  own: readonly string[],
  withNestedFiles: () => readonly string[],
): RootFiles['testFilesOf'] {
  const known = new Map<string, readonly string[]>();
  const ownByEnding = byEnding(own);
  let all: Endings | null = null;
  return ({ id, evidence, coversNested }) => {
    const { testFiles, testExtensions } = evidence;
    const key = keys.get(id) ?? id;
    const found = known.get(key);
    if (found !== undefined) return found;
    if (coversNested === true) all ??= byEnding(withNestedFiles());
    const { paths, places } = (coversNested === true ? all : null) ?? ownByEnding;
    const isTest = (at: number) => testFiles.test(paths[at] ?? '');
    const tests = testExtensions
      .flatMap((extension) => places.get(extension)?.filter(isTest) ?? [])
      .toSorted((a, b) => a - b)
      .flatMap((at) => paths[at] ?? []);
    known.set(key, tests);
    return tests;
  };
}

/** The same for frameworks that look for the same names in the same files. */
const keys: ReadonlyMap<string, string> = new Map(
  frameworks.map(({ id, evidence: { testFiles, testExtensions }, coversNested }) => [
    id,
    JSON.stringify([coversNested, testFiles.source, testFiles.flags, testExtensions]),
  ]),
);

interface Endings {
  readonly paths: readonly string[];
  /** Where paths stand in the list, by what their names end with from the last dot on; `''`: they have none. */
  readonly places: ReadonlyMap<string, readonly number[]>;
}

function byEnding(paths: readonly string[]): Endings {
  const places = new Map<string, number[]>();
  for (const [at, path] of paths.entries()) {
    const dot = path.lastIndexOf('.');
    const ending = dot > path.lastIndexOf('/') ? path.slice(dot) : '';
    const group = places.get(ending);
    if (group === undefined) places.set(ending, [at]);
    else group.push(at);
  }
  return { paths, places };
}
