import { runGit } from './git.ts';

/** Makes a directory a git repository whose first commit on `main` holds all its files. */
export async function makeRepository(dir: string, message: string): Promise<void> {
  const identity = ['user.name=agent-tui', 'user.email=agent-tui@localhost'];
  for (const args of [
    ['init', '--quiet', '--initial-branch=main'],
    ['add', '--all'],
    ['commit', '--quiet', `--message=${message}`],
  ]) {
    await runGit(args, { cwd: dir, settings: identity, okExitCodes: [0] });
  }
}
