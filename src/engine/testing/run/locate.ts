import { existsSync, realpathSync } from 'node:fs';
import { basename, isAbsolute, join, normalize, relative } from 'node:path';
import type { TestCase } from '../../model/test-report.ts';
import { readTextIfPresent } from '../../platform/files.ts';
import { bounds } from '../bounds.ts';
import { workTreeFiles } from '../detect/work-tree.ts';
import type { TestPlan } from '../plan/plan.ts';
import { plainPath } from '../reports/failure-place.ts';

/** Speaks of one tree's files by their paths in the project. */
export interface Locator {
  /** A case with its file relative to the project; a file outside it is not told. */
  place(found: TestCase): TestCase;
  /** A text in which the tree's own directory is left out. */
  shorten(text: string): string;
}

/** Makes a locator for the tree of a plan and the cases that ran in it. */
export async function makeLocator(plan: TestPlan, cases: readonly TestCase[]): Promise<Locator> {
  const roots = [...new Set([plan.root, realpathSync(plan.root)])];
  const byTail = await filesByTail(plan, cases);
  const goMod = (await readTextIfPresent(join(plan.cwd, 'go.mod'))) ?? '';
  const goModule = /^module\s+"?(?<path>[^\s"]+)/mu.exec(goMod)?.groups?.['path'] ?? null;
  const inTree = (file: string) => fileInTree(plainPath(file), { roots, plan, goModule, byTail });
  const shorten = (text: string) =>
    roots.reduce(
      (short, root) => short.replaceAll(`file://${root}/`, '').replaceAll(`${root}/`, ''),
      text,
    );
  return {
    shorten,
    place: (found) => {
      const file = found.file === null ? null : inTree(found.file);
      const message = found.message === null ? null : shorten(found.message);
      return {
        ...found,
        name: shorten(found.name),
        file,
        line: file === null ? null : found.line,
        message,
      };
    },
  };
}

/**
 * Where the files of failed cases stand of which only the end of the path is told: stacks of the JVM name a package and
 * not the folder of the sources. Of several the one nearest to the top of the suite counts.
 */
async function filesByTail(
  plan: TestPlan,
  cases: readonly TestCase[],
): Promise<ReadonlyMap<string, string>> {
  const isLost = (file: string) =>
    !isAbsolute(file) && ![plan.cwd, plan.root].some((dir) => existsSync(join(dir, file)));
  const told = cases.filter(({ status }) => status === 'failed').map(({ file }) => file ?? '');
  const lost = [...new Set(told)].filter((file) => file !== '' && isLost(plainPath(file)));
  if (lost.length === 0) return new Map();
  const { names } = await workTreeFiles(plan.root);
  const suite = relative(plan.root, plan.cwd);
  const outside = (name: string) => (name.startsWith(suite === '' ? '' : `${suite}/`) ? 0 : 1);
  const depth = (name: string) => name.split('/').length;
  const ordered = names.toSorted((a, b) => outside(a) - outside(b) || depth(a) - depth(b));
  const found = lost.slice(0, bounds.failingCasesMax).flatMap((file) => {
    const name = ordered.find((one) => one.endsWith(`/${file}`)) ?? onlyFile(ordered, file);
    return name === undefined ? [] : [[file, name] as const];
  });
  return new Map(found);
}

/** Folders of a package may be left out above its sources, so the file counts when no other has its name. */
function onlyFile(names: readonly string[], file: string): string | undefined {
  const base = basename(file);
  const same = names.filter((name) => basename(name) === base);
  return same.length === 1 ? same[0] : undefined;
}

function fileInTree(
  file: string,
  tree: {
    roots: readonly string[];
    plan: TestPlan;
    goModule: string | null;
    byTail: ReadonlyMap<string, string>;
  },
): string | null {
  const { roots, plan, goModule, byTail } = tree;
  if (isAbsolute(file)) return relativeTo(roots, file);
  const withoutModule =
    goModule !== null && file.startsWith(`${goModule}/`) ? file.slice(goModule.length + 1) : file;
  const found = byTail.get(file);
  if (found !== undefined) return found;
  // A relative path is meant from the suite's directory; some tools mean the project's root.
  const bases = [plan.cwd, plan.root];
  const base = bases.find((dir) => existsSync(join(dir, withoutModule))) ?? plan.cwd;
  return relativeTo(roots, join(base, withoutModule));
}

function relativeTo(roots: readonly string[], file: string): string | null {
  const paths = roots.map((root) => relative(root, normalize(file)));
  return paths.find((path) => path !== '' && path !== '..' && !path.startsWith('../')) ?? null;
}
