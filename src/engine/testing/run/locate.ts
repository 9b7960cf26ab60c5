import { existsSync, realpathSync } from 'node:fs';
import { isAbsolute, join, normalize, relative } from 'node:path';
import type { TestCase } from '../../model/test-report.ts';
import { readTextIfPresent } from '../../platform/files.ts';
import type { TestPlan } from '../plan/plan.ts';
import { plainPath } from '../reports/failure-place.ts';

/** Speaks of one tree's files by their paths in the project. */
export interface Locator {
  /** A case with its file relative to the project; a file outside it is not told. */
  place(found: TestCase): TestCase;
  /** A text in which the tree's own directory is left out. */
  shorten(text: string): string;
}

/** Makes a locator for the tree of a plan. */
export async function makeLocator(plan: TestPlan): Promise<Locator> {
  const roots = [...new Set([plan.root, realpathSync(plan.root)])];
  const goMod = (await readTextIfPresent(join(plan.cwd, 'go.mod'))) ?? '';
  const goModule = /^module\s+"?(?<path>[^\s"]+)/mu.exec(goMod)?.groups?.['path'] ?? null;
  const inTree = (file: string) => fileInTree(plainPath(file), { roots, plan, goModule });
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

function fileInTree(
  file: string,
  tree: { roots: readonly string[]; plan: TestPlan; goModule: string | null },
): string | null {
  const { roots, plan, goModule } = tree;
  if (isAbsolute(file)) return relativeTo(roots, file);
  const withoutModule =
    goModule !== null && file.startsWith(`${goModule}/`) ? file.slice(goModule.length + 1) : file;
  // A relative path is meant from the suite's directory; some tools mean the project's root.
  const bases = [plan.cwd, plan.root];
  const base = bases.find((dir) => existsSync(join(dir, withoutModule))) ?? plan.cwd;
  return relativeTo(roots, join(base, withoutModule));
}

function relativeTo(roots: readonly string[], file: string): string | null {
  const paths = roots.map((root) => relative(root, normalize(file)));
  return paths.find((path) => path !== '' && path !== '..' && !path.startsWith('../')) ?? null;
}
