import { AgentTuiError } from '../model/error.ts';
import { runGit } from './git.ts';
import { zeroSeparated } from './plumbing.ts';

/** What a clone calls its main branch, then the usual names. */
const mainNames = ['refs/remotes/origin/HEAD', 'refs/heads/main', 'refs/heads/master'] as const;

/**
 * The files below a directory that are not as they are in a commit, by their paths in it: committed, changed and new ones.
 * Without a base the commit is the one where this branch left the main one.
 * @throws AgentTuiError `usage` where there is no repository or no such commit.
 */
export async function changedFiles(dir: string, base: string | null): Promise<readonly string[]> {
  const commit = base === null ? await leftMainAt(dir) : await commitOf(dir, base);
  if (commit === null) throw noBase(dir, base);
  const options = { cwd: dir, personal: true, okExitCodes: [0] };
  const plain = ['--name-only', '-z', '--no-renames', '--no-ext-diff', '--no-textconv'];
  const changed = await runGit(['diff', ...plain, '--relative', commit, '--'], options);
  const fresh = await runGit(['ls-files', '-z', '--others', '--exclude-standard'], options);
  const paths = [changed, fresh].flatMap(({ stdout }) => zeroSeparated(stdout));
  return [...new Set(paths)];
}

async function leftMainAt(dir: string): Promise<string | null> {
  for (const name of mainNames) {
    if ((await commitOf(dir, name)) === null) continue;
    const found = await runGit(['merge-base', 'HEAD', name], { cwd: dir, personal: true });
    if (found.exitCode === 0) return found.stdout.trim();
  }
  // A branch that nobody calls main is compared with itself: what is not committed has changed.
  return commitOf(dir, 'HEAD');
}

async function commitOf(dir: string, name: string): Promise<string | null> {
  const words = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`];
  const found = await runGit(words, { cwd: dir, personal: true });
  return found.exitCode === 0 ? found.stdout.trim() : null;
}

function noBase(dir: string, base: string | null): AgentTuiError {
  const message =
    base === null
      ? `${dir} has no commit to compare with`
      : `there is no commit or branch ${JSON.stringify(base)} in ${dir}`;
  return new AgentTuiError('usage', message, {
    hint: 'name one that is there, as in --changed main, or leave --changed out to run all tests',
  });
}
