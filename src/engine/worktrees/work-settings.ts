import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readTextIfPresent, writeFileAtomic } from '../platform/files.ts';
import type { Repositories } from './repositories.ts';

/**
 * Every worktree of work.git shares one configuration file, and one wrong line in it (`core.bare` flipped by a stray
 * `git init`, a `core.worktree`) stops all of them. The engine keeps its own copy and puts it back when that happens.
 */
export async function soundSettings(repositories: Repositories): Promise<void> {
  const { work, workObjects } = repositories;
  const file = join(work.dir, 'config');
  const copy = join(workObjects.dir, '..', 'work-config');
  const now = await readTextIfPresent(file);
  const good = await readTextIfPresent(copy);
  if (good === undefined) {
    await writeFileAtomic(copy, await readFile(file, 'utf8'));
    return;
  }
  if (now === good || (now !== undefined && (await isSound(repositories)))) return;
  await writeFileAtomic(file, good);
}

async function isSound({ work, gate }: Repositories): Promise<boolean> {
  const file = join(work.dir, 'config');
  const listed = await gate.run(['config', '--file', file, '--no-includes', '--list', '--null']);
  if (listed.exitCode !== 0) return false;
  const settings = listed.stdout.split('\0').map((row) => {
    const [name = '', ...value] = row.split('\n');
    return [name, value.join('\n')] as const;
  });
  const isBare = settings.some(([name, value]) => name === 'core.bare' && value === 'true');
  const isOdd = ([name, value]: readonly [string, string]) =>
    name === 'core.worktree' ||
    (name === 'core.bare' && value !== 'true') ||
    (name.startsWith('extensions.') && name !== 'extensions.objectformat') ||
    (name === 'core.repositoryformatversion' && !['0', '1'].includes(value));
  return isBare && !settings.some(isOdd);
}
