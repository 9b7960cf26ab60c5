import { access, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AgentTuiError } from '../model/error.ts';
import { openGit, runGit } from './git.ts';
import type { Git } from './git.ts';
import { resolve, zeroSeparated } from './plumbing.ts';

/** The repository of the person, which the engine reads and, but for one ref, never writes. */
export interface PersonRepository {
  readonly git: Git;
  readonly commonDir: string;
  /** The root of the checkout; null for a bare repository. */
  readonly topLevel: string | null;
  readonly name: string;
  readonly head: { readonly branch: string | null; readonly commit: string };
}

/** Looks at a directory that is said to be a git repository with at least one commit. */
export async function inspectProject(dir: string): Promise<PersonRepository> {
  await requireDirectory(dir);
  const places = await findRepository(dir);
  const { gitDir, commonDir, topLevel } = places;
  const here = openGit(gitDir);
  const commit = await resolve(here, 'HEAD');
  if (commit === null) {
    throw new AgentTuiError('environment', `${dir} has no commit yet`, {
      hint: 'Make the first one: git add -A && git commit -m "First commit"',
    });
  }
  const symbolic = await here.run(['symbolic-ref', '--quiet', 'HEAD']);
  const ref = symbolic.stdout.trim();
  return {
    git: openGit(commonDir),
    commonDir,
    topLevel,
    name: nameOf(topLevel ?? commonDir),
    head: {
      branch: ref.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : null,
      commit,
    },
  };
}

function nameOf(path: string): string {
  return basename(path).replace(/\.git$/, '') || 'project';
}

async function requireDirectory(dir: string): Promise<void> {
  const found = await stat(dir).catch(() => null);
  if (found?.isDirectory() === true) return;
  throw new AgentTuiError(
    'environment',
    found === null ? `${dir} does not exist` : `${dir} is not a directory`,
    { hint: 'Name the directory of a git repository: agent-tui ./my-project' },
  );
}

/** Asks git with the person's own settings, so that their `safe.directory` counts as it does for them. */
async function findRepository(
  dir: string,
): Promise<{ gitDir: string; commonDir: string; topLevel: string | null }> {
  const ask = async (...questions: string[]) =>
    runGit(['rev-parse', '--path-format=absolute', ...questions], { cwd: dir, personal: true });
  const found = await ask('--git-dir', '--git-common-dir');
  if (found.exitCode !== 0) throw notARepository(dir, found.stderr);
  const [gitDir, commonDir] = found.stdout.split('\n');
  if (gitDir === undefined || commonDir === undefined) throw notARepository(dir, '');
  const top = await ask('--show-toplevel');
  return {
    gitDir: await realpath(gitDir),
    commonDir: await realpath(commonDir),
    topLevel: top.exitCode === 0 ? await realpath(top.stdout.replace(/\n$/, '')) : null,
  };
}

function notARepository(dir: string, stderr: string): AgentTuiError {
  if (stderr.includes('dubious ownership')) {
    return new AgentTuiError('environment', `${dir} belongs to another user, so git refuses it`, {
      hint: 'Change its owner (chown -R), or tell git yourself that you trust it: git config --global --add safe.directory DIR',
    });
  }
  return new AgentTuiError('environment', `${dir} is not a git repository`, {
    hint: 'Make it one: git init && git add -A && git commit -m "First commit"',
  });
}

/** One checkout of the person's repository. */
export interface Checkout {
  readonly path: string;
  readonly branch: string | null;
  readonly commit: string;
}

/** Every checkout that is there: the main one and all linked worktrees. */
export async function checkouts(git: Git): Promise<Checkout[]> {
  const listed = await git.run(['worktree', 'list', '--porcelain', '-z'], { okExitCodes: [0] });
  return parseWorktreeList(listed.stdout);
}

/** PURE: reads `git worktree list --porcelain -z`; bare entries and those whose directory is gone are left out. */
export function parseWorktreeList(text: string): Checkout[] {
  return text.split('\0\0').flatMap((entry): Checkout[] => {
    const lines = zeroSeparated(entry);
    const value = (label: string) =>
      lines.find((line) => line.startsWith(`${label} `))?.slice(label.length + 1);
    const path = value('worktree');
    const commit = value('HEAD');
    const isGone = lines.some((line) => line === 'prunable' || line.startsWith('prunable '));
    if (path === undefined || commit === undefined || isGone || lines.includes('bare')) return [];
    return [{ path, commit, branch: value('branch')?.replace(/^refs\/heads\//, '') ?? null }];
  });
}

/** What a person's checkout is in the middle of, by the file in its git directory that tells it. */
const operations = {
  MERGE_HEAD: 'merge',
  'rebase-merge': 'rebase',
  'rebase-apply/applying': 'am',
  'rebase-apply': 'rebase',
  CHERRY_PICK_HEAD: 'cherry-pick',
  REVERT_HEAD: 'revert',
  BISECT_LOG: 'bisect',
} as const;

/** Whether a checkout can be moved forward. Untracked files do not make it dirty; git guards those itself. */
export type CheckoutState =
  | 'clean'
  | { readonly kind: 'dirty'; readonly files: string[] }
  | { readonly kind: 'busy'; readonly operation: (typeof operations)[keyof typeof operations] };

/** Looks at a checkout without writing to it; their own filters and line-end settings apply, as for them. */
export async function checkoutState(path: string): Promise<CheckoutState> {
  const found = await runGit(['rev-parse', '--absolute-git-dir'], {
    cwd: path,
    personal: true,
    okExitCodes: [0],
  });
  const gitDir = found.stdout.replace(/\n$/, '');
  for (const [file, operation] of Object.entries(operations)) {
    const isThere = await access(join(gitDir, file)).then(
      () => true,
      () => false,
    );
    if (isThere) return { kind: 'busy', operation };
  }
  const status = await runGit(
    ['status', '--porcelain=v1', '-z', '--no-renames', '--untracked-files=no'],
    { cwd: path, personal: true, okExitCodes: [0] },
  );
  const files = zeroSeparated(status.stdout).map((row) => row.slice(3));
  return files.length === 0 ? 'clean' : { kind: 'dirty', files };
}

/**
 * The files of a checkout as they are now, by their paths in it: tracked and new ones, without those that are ignored or
 * deleted. Null where git knows no files: in no repository, or in a directory that it ignores.
 */
export async function listFiles(
  dir: string,
  outputBytesMax: number,
): Promise<readonly string[] | null> {
  const list = (...kinds: readonly string[]) =>
    runGit(['ls-files', '-z', ...kinds], { cwd: dir, personal: true, outputBytesMax });
  const [present, gone] = await Promise.all([
    list('--cached', '--others', '--exclude-standard', '--deduplicate'),
    list('--deleted'),
  ]);
  if (present.exitCode !== 0 || present.stdout === '') return null;
  const deleted = new Set(zeroSeparated(gone.stdout));
  return zeroSeparated(present.stdout).filter((name) => !deleted.has(name));
}
