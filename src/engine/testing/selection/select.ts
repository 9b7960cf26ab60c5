import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { AgentTuiError } from '../../model/error.ts';
import type { TestSelection } from '../../model/test-selection.ts';
import { bounds } from '../bounds.ts';
import type { Framework } from '../frameworks/framework.ts';
import { injectedFile } from '../injected.ts';
import { readFrom } from '../run/printed-output.ts';
import { requireFile, treePath } from '../tree-path.ts';
import { withoutChoices } from './without-files.ts';

/** Where a suite stands. */
interface SuiteTree {
  /** The absolute path of the tree. */
  readonly root: string;
  /** The directory of the suite, relative to it. */
  readonly dir: string;
  /** The arguments of the project's script and configuration, expanded. */
  readonly args: readonly string[];
}

/**
 * The arguments that run a part of the tests.
 * @throws AgentTuiError `usage` for a file that is not there, is none of the suite or would be taken for an option.
 */
export async function selectArgs(
  framework: Framework,
  selection: TestSelection,
  tree: SuiteTree,
): Promise<readonly string[]> {
  const { root, dir, args } = tree;
  const name = selection.name?.trim() ?? '';
  if (selection.file === null && name === '') return args;
  const cwd = realpathSync(join(root, dir));
  const path = selection.file === null ? null : treePath(root, selection.file);
  if (path !== null) await requireFile(root, path);
  const file = path === null ? null : treePath(cwd, inSuite(path, dir));
  const text = path === null ? '' : await readFrom(join(root, path), 0, bounds.treeFileBytesMax);
  const rules = framework.selection;
  if (rules === null) throw runsWhole(framework);
  const kept = withoutChoices(args, rules, { cwd, isFileChosen: file !== null });
  const chosenName = name === '' ? null : name;
  const part = { file, text, name: chosenName, cwd, args, injected: injectedFile };
  const { first, last } = rules.words(part);
  return [...first, ...kept, ...last];
}

function runsWhole({ title }: Framework): AgentTuiError {
  return new AgentTuiError('usage', `${title} cannot run a part of its tests`, {
    hint: 'leave the file and the name out to run all tests',
  });
}

/** A path of the tree as the suite sees it. */
export function inSuite(path: string, dir: string): string {
  if (dir === '') return path;
  if (path.startsWith(`${dir}/`)) return path.slice(dir.length + 1);
  throw new AgentTuiError('usage', `${path} is outside of ${dir}, where the tests are`, {
    hint: `name a file below ${dir}, or another directory as test.dir in agent-tui.json`,
  });
}
