import type { Gatekeeper } from '../../src/engine/gatekeeper/index.ts';
import { mainOf } from './fake-worktrees.ts';
import type { Life } from './life.ts';
import type { World } from './world.ts';

type Records = Gatekeeper['records'];
type KeptRef = Awaited<ReturnType<Records['refs']>>[number];

const refPattern = /^refs\/agent-tui\/(checkpoint|candidate)s\/(\d+)\/(\d+)(?:\/(\d+))?$/;

/** What gate.git tells of the past, over refs and commits in memory. */
export function fakeRecords(life: Life): Records {
  const { world } = life;
  const { objects } = world;
  return {
    main: () => life.outside(() => mainOf(world)),
    refs: () => life.outside(() => refsOf(world)),
    isOnMain: (commit) => life.outside(() => objects.isAncestor(commit, mainOf(world))),
    mergesSince: (since) => life.outside(() => mergesSince(world, since)),
    mains: () => life.outside(() => new Set([world.firstMain, ...world.landed])),
    commits: (ids) =>
      life.outside(() => {
        const at = world.time.now;
        const facts = (commit: string) => ({
          commit,
          tree: objects.treeOf(commit),
          at,
          subject: objects.subjectOf(commit),
        });
        return new Map(ids.map((id) => [id, facts(id)]));
      }),
    counts: () => life.outside(() => ({ changedFiles: 0, insertions: 0, deletions: 0 })),
    verdicts: () => life.outside(() => []),
  };
}

function refsOf({ gateRefs }: World): KeptRef[] {
  return [...gateRefs].flatMap(([ref, commit]) => {
    const [, kind, featureId, epoch, number] = refPattern.exec(ref) ?? [];
    if (kind !== 'checkpoint' && kind !== 'candidate') return [];
    const numbers = { featureId: Number(featureId), epoch: Number(epoch) };
    return [{ kind, ...numbers, number: Number(number ?? 0), commit } as const];
  });
}

/** The merges of candidates that main gained, oldest first. */
function mergesSince(
  world: World,
  since: string | null,
): Awaited<ReturnType<Records['mergesSince']>> {
  const gained = world.landed.slice(since === null ? 0 : world.landed.lastIndexOf(since) + 1);
  return gained.flatMap((commit) => world.merges.get(commit) ?? []);
}
