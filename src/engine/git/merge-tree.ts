import { access, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AgentTuiError } from '../model/error.ts';
import type { Git } from './git.ts';
import { readBlob, synced, zeroSeparated } from './plumbing.ts';

/** What a merge without a checkout gave; a conflicted tree holds files with conflict markers. */
export type MergeOutcome =
  | { readonly kind: 'clean'; readonly tree: string }
  | { readonly kind: 'conflict'; readonly tree: string; readonly files: string[] };

/** Merges two commits without a checkout. Only git's built-in merge drivers are used. */
export async function mergeTree(git: Git, ours: string, theirs: string): Promise<MergeOutcome> {
  const attributes = await attributesOf(git, ours);
  const result = await git.run(
    [
      'merge-tree',
      '--write-tree',
      '--name-only',
      '--no-messages',
      '--allow-unrelated-histories',
      '-z',
      ours,
      theirs,
    ],
    {
      settings: attributes === null ? synced : [...synced, `core.attributesFile=${attributes}`],
    },
  );
  const [tree, ...files] = zeroSeparated(result.stdout);
  if (result.exitCode > 1 || tree === undefined) {
    const said = result.stderr.trim().split('\n')[0] ?? '';
    throw new AgentTuiError('environment', `git merge-tree failed: ${said}`, {
      hint: 'If the repository is a shallow or partial clone, fetch its whole history first.',
    });
  }
  if (result.exitCode === 0) return { kind: 'clean', tree };
  return { kind: 'conflict', tree, files: [...new Set(files)] };
}

/**
 * A bare repository does not read `.gitattributes`, so that `merge=union` would become a false conflict. The file of
 * our side is laid beside the repository under its own id and named for this one call.
 */
async function attributesOf(git: Git, commit: string): Promise<string | null> {
  const found = await git.run(['rev-parse', '--verify', '--quiet', `${commit}:.gitattributes`]);
  if (found.exitCode !== 0) return null;
  const dir = join(git.dir, 'agent-tui');
  const file = join(dir, `attributes-${found.stdout.trim()}`);
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (isThere) return file;
  const text = await readBlob(git, commit, '.gitattributes');
  if (text === undefined) return null;
  await mkdir(dir, { recursive: true });
  const draft = `${file}.${String(process.pid)}`;
  await writeFile(draft, text);
  await rename(draft, file);
  return file;
}
