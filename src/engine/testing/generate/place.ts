import { posix } from 'node:path';
import { bounds } from '../bounds.ts';
import type { TestFileRules } from '../frameworks/framework.ts';
import { classNameOf } from './subject.ts';

/** Where a test file goes, and the test files that show how it is written, nearest first. */
export interface TestPlace {
  readonly file: string;
  readonly neighbours: readonly string[];
}

/** A test file with the file that it is of, where one is called so. */
interface Neighbour {
  readonly test: string;
  readonly source: string | null;
  /** Its name with `*` for the stem, without the extension. */
  readonly pattern: string | null;
  readonly extension: string;
}

const testDir = /(?:^|\/)(?:tests?|specs?|__tests__)(?:\/|$)/u;

/** Finds the place of a test file from the test files that are there, else by what is usual. All paths are of the suite. */
export function placeTests(
  source: string,
  names: readonly string[],
  known: { readonly rules: TestFileRules; readonly testFiles: RegExp },
): TestPlace {
  const { rules, testFiles } = known;
  const sources = byStem(
    names.filter((name) => !testFiles.test(name)),
    rules,
  );
  const near = names
    .filter((name) => testFiles.test(name))
    .map((test) => neighbourOf(test, sources, rules))
    .map((neighbour) => ({ neighbour, far: distance(neighbour, source) }))
    .toSorted((a, b) => a.far - b.far)
    .map(({ neighbour }) => neighbour)
    .slice(0, bounds.neighboursReadMax);
  const dir = dirFor(source, near, rules);
  const pattern = near.find((one) => one.pattern !== null)?.pattern ?? rules.names[0] ?? '*';
  const extension = extensionFor(source, near, rules);
  const fileOf = (stem: string) =>
    posix.join(dir, `${pattern.replace('*', () => stem)}${extension}`);
  const spelled = spelledStem(source, rules);
  const stem = rules.areModules ? moduleName(spelled) : spelled;
  const file = fileOf(stem);
  const isTaken = rules.areModules && names.some((name) => isSameModule(name, file));
  const parent = moduleName(posix.basename(posix.dirname(source)));
  return {
    file: isTaken && parent !== '' ? fileOf(`${parent}_${stem}`) : file,
    neighbours: near.map(({ test }) => test),
  };
}

/** The name of the tested file as test files of the language have it. */
function spelledStem(source: string, { spelled }: TestFileRules): string {
  const stem = stemOf(source);
  switch (spelled) {
    case 'as-is':
      return stem;
    case 'snake':
      return stem
        .replaceAll(/(?<=[a-z0-9])(?=[A-Z])/gu, '_')
        .replaceAll(/[\s.-]+/gu, '_')
        .toLowerCase();
    case 'pascal':
      return classNameOf(source);
  }
}

/** By their own names, and by those that their test files have of them. */
function byStem(
  names: readonly string[],
  rules: TestFileRules,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const name of names) {
    for (const stem of new Set([stemOf(name), spelledStem(name, rules)])) {
      found.set(stem, [...(found.get(stem) ?? []), name].slice(0, bounds.besideFilesReadMax));
    }
  }
  return found;
}

function stemOf(path: string): string {
  return posix.basename(path).replace(/(?<=.)\.[^.]+$/u, '');
}

function moduleName(stem: string): string {
  return stem.replaceAll(/\W/gu, '_').replace(/^_+$/u, '');
}

function neighbourOf(
  test: string,
  sources: ReadonlyMap<string, readonly string[]>,
  rules: TestFileRules,
): Neighbour {
  const base = stemOf(test);
  const readings = rules.names.flatMap((pattern) => {
    const [before = '', after = ''] = pattern.split('*');
    const fits =
      base.startsWith(before) && base.endsWith(after) && base.length > pattern.length - 1;
    return fits ? [{ pattern, stem: base.slice(before.length, base.length - after.length) }] : [];
  });
  const extension = posix.extname(test);
  for (const { pattern, stem } of readings) {
    const source = closest(sources.get(stem) ?? [], test);
    if (source !== null) return { test, source, pattern, extension };
  }
  return { test, source: null, pattern: readings[0]?.pattern ?? null, extension };
}

function closest(paths: readonly string[], to: string): string | null {
  return paths.toSorted((a, b) => steps(a, to) - steps(b, to))[0] ?? null;
}

/** How many folders lie between two files. */
function steps(a: string, b: string): number {
  const [from, to] = [foldersOf(a), foldersOf(b)];
  const first = from.findIndex((folder, index) => folder !== to[index]);
  const shared = first === -1 ? Math.min(from.length, to.length) : first;
  return from.length + to.length - 2 * shared;
}

function foldersOf(path: string): readonly string[] {
  return posix
    .dirname(path)
    .split('/')
    .filter((folder) => folder !== '.');
}

/** A neighbour in another language is as far as one folder more. */
function distance(neighbour: Neighbour, source: string): number {
  const isOther = familyOf(neighbour.extension) !== familyOf(posix.extname(source));
  return steps(neighbour.source ?? neighbour.test, source) + (isOther ? 1 : 0);
}

function familyOf(extension: string): string {
  return extension.replace(/x$/u, '').replace(/^\.[cm](?=[jt]s$)/u, '.');
}

function dirFor(source: string, near: readonly Neighbour[], rules: TestFileRules): string {
  const own = posix.dirname(source);
  if (rules.besideOnly) return own;
  for (const { test, source: of } of near) {
    const dir = of === null ? null : movedAs(own, posix.dirname(of), posix.dirname(test));
    if (dir !== null) return dir;
  }
  if (near.length === 0) {
    return (typeof rules.dir === 'function' ? rules.dir(source) : rules.dir) ?? own;
  }
  return near.map(({ test }) => posix.dirname(test)).find((dir) => testDir.test(dir)) ?? own;
}

/** Where a directory has its tests when another has them there: beside, in a folder of it, or in a tree like it. */
function movedAs(own: string, sources: string, tests: string): string | null {
  if (tests === sources) return own;
  if (sources !== '.' && tests.startsWith(`${sources}/`)) {
    return posix.join(own, tests.slice(sources.length + 1));
  }
  const [from, to] = [sources, tests].map((dir) => dir.split('/').filter((one) => one !== '.'));
  while (from?.at(-1) !== undefined && from.at(-1) === to?.at(-1)) {
    from.pop();
    to?.pop();
  }
  const top = (from ?? []).join('/');
  const mirrored = (to ?? []).join('/');
  if (own === top || top === '') return posix.join(mirrored, top === '' ? own : '');
  return own.startsWith(`${top}/`) ? posix.join(mirrored, own.slice(top.length + 1)) : null;
}

function extensionFor(source: string, near: readonly Neighbour[], rules: TestFileRules): string {
  const own = posix.extname(source);
  const shown = near[0]?.extension.replace(/x$/u, '');
  const isMarkup = own.endsWith('x') && rules.extensions.includes(`${shown ?? ''}x`);
  if (shown !== undefined && shown !== '') return isMarkup ? `${shown}x` : shown;
  return rules.extensions.includes(own) ? own : (rules.extensions[0] ?? own);
}

/** Two modules of one name without packages around them are one to Python. */
function isSameModule(name: string, file: string): boolean {
  return name !== file && posix.basename(name) === posix.basename(file);
}
