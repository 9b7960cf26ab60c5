import type { ProjectFiles } from './detection.ts';
import { isForeign } from './foreign-dirs.ts';

/** Files at the top of a suite that are read for evidence. */
const manifests =
  /^(?:package\.json|pyproject\.toml|setup\.(?:cfg|py)|tox\.ini|Pipfile|noxfile\.py|Makefile|makefile|GNUmakefile|vite\.config\.[cm]?[jt]s|(?:requirements[^/]*|[^/]*-requirements)\.(?:txt|in))$/u;

/** The files of one suite's directory, with its manifests read. */
export interface SuiteFiles {
  /** Relative to the suite, without what belongs to others. */
  readonly names: readonly string[];
  /** Files directly in the suite's directory. */
  readonly top: readonly string[];
  /** The texts of the manifests, by name. */
  readonly texts: ReadonlyMap<string, string>;
  read(name: string): Promise<string | undefined>;
}

/** Looks at one directory of a tree as a suite. */
export async function readSuite(files: ProjectFiles, dir: string): Promise<SuiteFiles> {
  const prefix = dir === '' ? '' : `${dir}/`;
  const below = files.names
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length));
  const read = (name: string) => files.read(`${prefix}${name}`);
  const top = below.filter((name) => !name.includes('/'));
  const texts = new Map<string, string>();
  for (const name of top.filter((one) => manifests.test(one))) {
    texts.set(name, (await read(name)) ?? '');
  }
  return { names: below.filter((name) => !isForeign(name)), top, texts, read };
}
