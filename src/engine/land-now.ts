import { followMain } from './gatekeeper/index.ts';
import type { LandingOutcome } from './model/landing.ts';
import type { Project } from './project.ts';
import { openExistingRepositories } from './worktrees/repositories.ts';

/** Moves the person's own branch to verified main, in their checkout too; they asked for it. */
export async function landNow(project: Project): Promise<LandingOutcome> {
  const { person, target, paths } = project;
  const { stateDir } = paths;
  const repositories = await openExistingRepositories({ person, target, stateDir });
  // Without all of them nothing was ever verified; an engine may be making them right now.
  if (repositories === undefined) return { kind: 'up-to-date' };
  return followMain(repositories, { mayTouchCheckout: true });
}
