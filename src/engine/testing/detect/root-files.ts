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
  /** With those of roots below. */
  readonly all: readonly string[];
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
  const texts = new Map<string, string>();
  for (const path of wanted.slice(0, bounds.manifestsReadMax)) {
    texts.set(path, (await read(`${prefix}${path}`)) ?? '');
  }
  let all: readonly string[] | null = null;
  return {
    dir,
    own,
    get all() {
      all ??= relative(
        index.names.filter((path) => path.startsWith(prefix) && !index.isForeign(path)),
      );
      return all;
    },
    top: index.filesIn(dir),
    texts,
    read: (path) => read(`${prefix}${path}`),
  };
}

function depthOf(path: string): number {
  return path.split('/').length - 1;
}

/** The framework's test files in a directory. */
export function testFilesOf({ evidence, coversNested }: Framework, root: RootFiles): string[] {
  const names = coversNested === true ? root.all : root.own;
  return names.filter(
    (name) => endsAs(name, evidence.testExtensions) && evidence.testFiles.test(name),
  );
}

function endsAs(name: string, extensions: readonly string[]): boolean {
  const base = name.slice(name.lastIndexOf('/') + 1);
  return extensions.some((extension) =>
    extension === '' ? !base.includes('.') : base.endsWith(extension),
  );
}
