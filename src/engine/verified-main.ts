import { resolve } from './git/index.ts';
import { gateMain, type Repositories } from './worktrees/repositories.ts';

/** The newest verified commit; gate.git always has one. */
export async function verifiedMain(repositories: Repositories): Promise<string> {
  const main = await resolve(repositories.gate, gateMain);
  if (main === null) throw new Error(`${repositories.gate.dir} has no main`);
  return main;
}
