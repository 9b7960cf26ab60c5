import type { Git } from '../git/index.ts';
import { fixedLimits } from '../model/limits.ts';
import { absentMode, findings, linkMode, parseRawDiff, submoduleMode } from './policy.ts';
import type { Change, Finding, PolicyInput } from './policy.ts';

const pathsPerCall = 500;
/** Files with conflict markers that are read in full; more of them do not change the outcome. */
const markedFilesMax = 50;

/** Reads what the policy needs of the change between two trees, and applies its rules. */
export async function inspectChange(
  gate: Git,
  base: string,
  tree: string,
): Promise<readonly Finding[]> {
  const diff = await gate.run(
    ['diff-tree', '-r', '--raw', '--no-abbrev', '-z', '--no-renames', '--no-ext-diff', base, tree],
    { okExitCodes: [0], truncate: true },
  );
  if (diff.wasCut) return [tooLarge];
  const changes = parseRawDiff(diff.stdout);
  return findings({
    changes,
    sizes: await sizesOf(gate, changes.filter(isFile)),
    linkTargets: await linkTargetsOf(gate, changes),
    texts: await markedTexts(gate, { base, tree }, changes.filter(isFile)),
    gitmodules: await readText(gate, `${tree}:.gitmodules`),
  });
}

const tooLarge: Finding = {
  rule: 'change-size',
  detail: 'it changes more files than can be looked at: leave out what is generated or installed',
};

/**
 * The beginning of a file, as far as a file may be large; null when it is not there. What is longer is a finding by its
 * size already.
 */
async function readText(gate: Git, object: string): Promise<string | null> {
  const found = await gate.run(['cat-file', 'blob', object], {
    truncate: true,
    outputBytesMax: fixedLimits.candidateFileBytesMax,
  });
  return found.exitCode === 0 ? found.stdout : null;
}

function isFile(change: Change): boolean {
  return ![absentMode, linkMode, submoduleMode].includes(change.newMode);
}

async function sizesOf(gate: Git, files: readonly Change[]): Promise<PolicyInput['sizes']> {
  if (files.length === 0) return new Map();
  const stdin = files.map((file) => `${file.newId}\n`).join('');
  const { stdout } = await gate.run(['cat-file', '--batch-check=%(objectsize)'], {
    okExitCodes: [0],
    stdin,
  });
  const sizes = stdout.split('\n');
  return new Map(files.map((file, index) => [file.path, Number(sizes[index])]));
}

async function linkTargetsOf(
  gate: Git,
  changes: readonly Change[],
): Promise<PolicyInput['linkTargets']> {
  const targets = new Map<string, string>();
  for (const link of changes.filter((change) => change.newMode === linkMode)) {
    targets.set(link.path, (await readText(gate, link.newId)) ?? '');
  }
  return targets;
}

/** The texts of changed files that have a line which begins like a conflict, before and after. */
async function markedTexts(
  gate: Git,
  trees: { readonly base: string; readonly tree: string },
  files: readonly Change[],
): Promise<PolicyInput['texts']> {
  const texts = new Map<string, { before: string | null; after: string }>();
  for (let at = 0; at < files.length; at += pathsPerCall) {
    const paths = files.slice(at, at + pathsPerCall).map((file) => file.path);
    const found = await gate.run(
      ['grep', '-I', '-l', '-z', '--full-name', '-e', '^<<<<<<< ', trees.tree, '--', ...paths],
      { okExitCodes: [0, 1], env: { GIT_LITERAL_PATHSPECS: '1' } },
    );
    for (const row of found.stdout.split('\0').filter((part) => part !== '')) {
      if (texts.size >= markedFilesMax) return texts;
      const path = row.slice(trees.tree.length + 1);
      const after = await readText(gate, `${trees.tree}:${path}`);
      if (after === null) continue;
      texts.set(path, { before: await readText(gate, `${trees.base}:${path}`), after });
    }
  }
  return texts;
}
