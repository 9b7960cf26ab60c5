/** What tools install or check out: never the project's own, even where nothing else is there. */
const installed: ReadonlySet<string> = new Set([
  ...['.git', 'node_modules', 'bower_components', '.yarn', 'vendor', 'vendor-bin'],
  ...['Pods', 'Carthage', 'site-packages', '.venv', '.tox', '.nox', '.direnv'],
  ...['_opam', '.dart_tool', '.gradle', '.build', '_build', 'DerivedData', '__pycache__'],
]);

/** Others' code, what a build leaves, and what tests read as their material. */
const foreign: ReadonlySet<string> = new Set([
  ...['third_party', 'third-party', 'thirdparty', '3rdparty', 'dist'],
  ...['fixtures', '__fixtures__', '__testfixtures__', 'test-fixtures', 'test_fixtures'],
  ...['testdata', 'test-data', 'test_data', 'example', 'examples', 'sample', 'samples'],
]);

/** Others' as well, unless they stand below a directory of source: `src/templates` is a module of the project. */
const foreignOutsideSource: ReadonlySet<string> = new Set([
  ...['build', 'target', 'templates', 'benchmarks', 'docs', 'website', 'reports'],
  ...['deps', 'external', 'extern', 'venv'],
]);

/** Words that are also written with a capital, as in Swift and .NET. */
const capitalised = /^(?:Examples?|Samples?|Fixtures|Docs|Benchmarks)$/u;

const sourceDirs: ReadonlySet<string> = new Set([
  ...['src', 'Sources', 'source', 'lib', 'internal', 'pkg'],
  ...['test', 'tests', 'Tests', 'spec', '__tests__'],
]);

/** Packages of the JVM are folders, and `com.example` is nobody else's. */
const packagesBelow = /(?:^|\/)src\/\w+\/(?:java|kotlin|scala|groovy|clojure)$/u;
const packageLanguages: ReadonlySet<string> = new Set([
  ...['java', 'kotlin', 'scala', 'groovy', 'clojure'],
]);

/** What is known of one directory from its path. */
export interface DirState {
  /** It holds others' files. */
  readonly isForeign: boolean;
  /** A manifest in it is not one of the project's own, though a source file may be. */
  readonly isNoPlaceForRoots: boolean;
  /** It came from a tool, or is another checkout. */
  readonly isInstalled: boolean;
  readonly isInSource: boolean;
  readonly isInPackages: boolean;
}

/** The top of a tree. */
export const topState: DirState = {
  isForeign: false,
  isNoPlaceForRoots: false,
  isInstalled: false,
  isInSource: false,
  isInPackages: false,
};

/** The top of another checkout, such as a linked worktree or a submodule. */
export const checkoutState: DirState = {
  ...topState,
  isForeign: true,
  isNoPlaceForRoots: true,
  isInstalled: true,
};

/** What is known of a directory, from what is known of the one above. */
export function stateBelow(above: DirState, dir: string): DirState {
  if (above.isInPackages || above.isInstalled) return above;
  const name = dir.slice(dir.lastIndexOf('/') + 1);
  const word = capitalised.test(name) ? name.toLowerCase() : name;
  const isInstalled = installed.has(word);
  const isSurely = isInstalled || foreign.has(word);
  const isPerhaps = foreignOutsideSource.has(word);
  return {
    isForeign: above.isForeign || isSurely || (isPerhaps && !above.isInSource),
    isNoPlaceForRoots: above.isNoPlaceForRoots || isSurely || isPerhaps,
    isInstalled,
    isInSource: above.isInSource || sourceDirs.has(name),
    isInPackages: packageLanguages.has(name) && packagesBelow.test(dir),
  };
}

/** Whether a file's path leads through a directory that holds others' files. */
export function isForeign(path: string): boolean {
  let state = topState;
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) {
    state = stateBelow(state, path.slice(0, at));
  }
  return state.isForeign;
}
