import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const person = {
  PATH: process.env['PATH'] ?? '',
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
};

/** Runs git in a directory as a person or an agent would: with that repository's own settings and hooks. */
export function git(dir: string, ...args: string[]): string {
  return execFileSync('git', args, {
    cwd: dir,
    env: person,
    encoding: 'utf8',
    stdio: 'pipe',
  }).trim();
}

/** Writes files, by path, below a directory. */
export async function write(dir: string, files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), text);
  }
}

/** Adds everything and commits; gives the commit. */
export function commitAll(dir: string, message: string): string {
  git(dir, 'add', '-A');
  git(dir, 'commit', '-q', '--allow-empty', '-m', message);
  return git(dir, 'rev-parse', 'HEAD');
}

/** A scratch directory, removed after the call. */
export async function inScratch<Value>(use: (dir: string) => Promise<Value>): Promise<Value> {
  const dir = await realpath(await mkdtemp(join(tmpdir(), 'agent-tui-git-')));
  try {
    return await use(dir);
  } finally {
    await rm(dir, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** A person's repository with one commit on `main` in a scratch directory. */
export async function withProject<Value>(
  use: (project: { dir: string; scratch: string; first: string }) => Promise<Value>,
  files: Record<string, string> = { 'a.txt': 'one\ntwo\nthree\n', '.gitignore': 'cache/\n' },
): Promise<Value> {
  return inScratch(async (scratch) => {
    const dir = join(scratch, 'project');
    await mkdir(dir);
    git(dir, 'init', '-q', '--template=', '-b', 'main');
    await write(dir, files);
    return use({ dir, scratch, first: commitAll(dir, 'first') });
  });
}
