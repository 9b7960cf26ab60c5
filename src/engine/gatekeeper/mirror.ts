import { checkouts, isAncestor, publish, resolve } from '../git/index.ts';
import { effect } from '../platform/effect.ts';
import type { Repositories } from '../worktrees/repositories.ts';

const mirrorBranch = 'agent-tui/main';
const mirrorRef = `refs/heads/${mirrorBranch}`;

/**
 * Shows verified main in the person's repository as the branch `agent-tui/main`. Somebody else's value of that ref is
 * never overwritten: then the sentence that is returned says so, for the person to read. Null: all is well.
 */
export async function mirrorMain(
  repositories: Repositories,
  commit: string,
): Promise<string | null> {
  try {
    return await mirror(repositories, commit);
  } catch (error) {
    // Main has moved already: whatever is wrong with its mirror must not look like a landing that failed.
    const reason = error instanceof Error ? error.message : String(error);
    return `${mirrorBranch} could not be written: ${reason}`;
  }
}

async function mirror(repositories: Repositories, commit: string): Promise<string | null> {
  const { gate, person } = repositories;
  const old = await resolve(person.git, mirrorRef);
  if (old === commit) return null;
  if (old !== null && !(await isOurs(repositories, old, commit))) {
    return `${mirrorBranch} was moved to ${old.slice(0, 12)} by somebody else and is left alone; verified main is ${commit.slice(0, 12)}`;
  }
  const holder = (await checkouts(person.git)).find((place) => place.branch === mirrorBranch);
  if (holder !== undefined) {
    return `${mirrorBranch} is checked out in ${holder.path} and is left alone`;
  }
  const moved = await effect('mirror.ref', () =>
    publish({ person: person.git, gate, commit, ref: mirrorRef, old }),
  );
  return moved ? null : `${mirrorBranch} was moved by somebody else at the same time`;
}

/** An older verified main: what a crash, or a person who moved the branch back, leaves behind. */
async function isOurs(repositories: Repositories, old: string, commit: string): Promise<boolean> {
  const { gate } = repositories;
  return (await resolve(gate, old)) !== null && (await isAncestor(gate, old, commit));
}
