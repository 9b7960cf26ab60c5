import { existsSync } from 'node:fs';
import { followMain } from './gatekeeper/index.ts';
import type { LandingOutcome } from './model/landing.ts';
import type { Project } from './project.ts';
import { openRepositories } from './worktrees/repositories.ts';

/** Moves the person's own branch to verified main, in their checkout too; they asked for it. */
export async function landNow(project: Project): Promise<LandingOutcome> {
  const { person, target, paths } = project;
  // Without gate.git nothing was ever verified.
  if (!existsSync(paths.gate)) return { kind: 'up-to-date' };
  const repositories = await openRepositories({ person, target, stateDir: paths.stateDir });
  return followMain(repositories, { mayTouchCheckout: true });
}
