import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fetchCommits } from '../git/transfer.ts';
import { mergeBase, resolve, setRef } from '../git/plumbing.ts';
import { effect } from '../platform/effect.ts';
import type { SlotPaths } from './paths.ts';
import type { Repositories } from './repositories.ts';

/** The agent's own commit, taken into gate.git; `problem` says why it could not be. */
export interface AgentHead {
  readonly commit: string;
  readonly problem: string | null;
}

/**
 * Takes what the agent's HEAD resolves to into gate.git. Where that is no commit, or one that git refuses, or one of a
 * history that has nothing in common with the start, the start itself is the head and the files alone count.
 */
export async function importAgentHead(
  repositories: Repositories,
  paths: SlotPaths,
  start: string,
): Promise<AgentHead> {
  const { gate, workObjects } = repositories;
  const commit = await headOf(repositories, paths);
  if (commit === null) return { commit: start, problem: 'the agent is on no commit' };
  if (commit === start) return { commit, problem: null };
  const imported = await fetchCommits(gate, workObjects.dir, [commit]);
  if (imported.kind === 'refused') {
    return { commit: start, problem: `the agent's commits were not taken: ${imported.reason}` };
  }
  await effect('agent.import', () => setRef(gate, `refs/agent-tui/heads/${paths.agent}`, commit));
  if ((await mergeBase(gate, start, commit)) === null) {
    return { commit: start, problem: "the agent's history has nothing in common with main" };
  }
  return { commit, problem: null };
}

/** The files are read here, not by git in the slot: what an agent wrote there may point git anywhere. */
async function headOf(repositories: Repositories, paths: SlotPaths): Promise<string | null> {
  const { work, workObjects } = repositories;
  const head = await readFile(join(paths.admin, 'HEAD'), 'utf8').catch(() => '');
  const ref = /^ref: (refs\/\S+)\s*$/.exec(head)?.[1];
  let id = /^([0-9a-f]{40}|[0-9a-f]{64})\s*$/.exec(head)?.[1];
  if (ref !== undefined) {
    // Without `^{commit}` git looks at no object, so that it has none to fetch from elsewhere.
    const found = await work.run(['rev-parse', '--verify', '--quiet', ref]);
    id = found.exitCode === 0 ? found.stdout.trim() : undefined;
  }
  return id === undefined ? null : resolve(workObjects, id);
}
