import type { MainStatus } from '../../src/engine/model/landing.ts';
import { mainOf } from './fake-worktrees.ts';
import type { World } from './world.ts';

const seenRef = 'refs/agent-tui/seen-main';

/** Where both mains are; the words are those of the gatekeeper. */
export interface Places {
  readonly verified: string;
  readonly own: string | null;
  readonly relation: 'equal' | 'behind' | 'rewound' | 'ahead' | 'apart' | 'rewritten';
}

/** How the person's branch stands to verified main. */
export function locate(world: World): Places {
  const { objects, gateRefs, personRefs } = world;
  const verified = mainOf(world);
  const own = personRefs.get('main') ?? null;
  if (own === null) return { verified, own, relation: 'rewritten' };
  gateRefs.set('refs/agent-tui/own-main', own);
  if (own === verified) return { verified, own, relation: 'equal' };
  const seen = gateRefs.get(seenRef) ?? objects.mergeBase(own, verified);
  const keepsSeen = seen !== null && objects.isAncestor(seen, own);
  if (objects.isAncestor(own, verified)) {
    return { verified, own, relation: keepsSeen ? 'behind' : 'rewound' };
  }
  if (objects.isAncestor(verified, own)) return { verified, own, relation: 'ahead' };
  return { verified, own, relation: keepsSeen ? 'apart' : 'rewritten' };
}

/** Remembers a commit of the person's branch that verified main contains. */
export function rememberSeen(world: World, own: string): void {
  world.gateRefs.set(seenRef, own);
}

/** The facts for the header. */
export function statusOf(world: World): MainStatus {
  const { verified, own, relation } = locate(world);
  const behind = own === null ? 0 : behindBy(world, own, verified);
  return { target: 'main', verified, own: own ?? '', behind, diverged: relation === 'rewritten' };
}

/** Commits of verified main, first-parent, that the person's branch lacks. */
export function behindBy({ objects }: World, own: string, verified: string): number {
  const known = objects.reachable([own]);
  return objects.firstParents(verified, own).filter((commit) => !known.has(commit)).length;
}
