import { effect } from '../../src/engine/platform/effect.ts';
import type { CheckpointMade, SlotStart, Worktrees } from '../../src/engine/worktrees/index.ts';
import type { Life } from './life.ts';
import type { SlotTree } from './slot-tree.ts';
import type { World } from './world.ts';

const startRef = (agent: string, part: string) => `refs/agent-tui/starts/${agent}/${part}`;

/** The slots over files and commits in memory, in the order of effects of the real ones. */
export function fakeWorktrees(life: Life): Worktrees {
  const { world } = life;
  const { objects, gateRefs } = world;
  return {
    main: () => life.outside(() => mainOf(world)),
    treeOf: (commit) => life.outside(() => objects.treeOf(commit)),
    changeOf: (commit) => life.outside(() => changeOf(world, commit)),
    planStart: (asked) => life.outside(() => planStart(world, asked)),
    startOf: (agent) => life.outside(() => world.slot(agent).start),
    empty: () => life.outside(() => undefined),
    // The rows of a simulation are never lost, so nothing in a slot is without its row.
    branchOf: () => life.outside(() => null),
    prepare: ({ agent, start }) => life.outside(() => prepare(life, agent, start)),
    checkpoint: ({ agent, ref, message }) =>
      life.outside(async () => {
        const slot = world.slot(agent);
        const tree = objects.tree(slot.files);
        const head = takeHead(world, slot);
        const commit = objects.commit(tree, [head], `${message} ${String(world.time.now)}`);
        await life.pass();
        await effect('checkpoint.ref', () => {
          gateRefs.set(ref, commit);
        });
        return { commit, tree, head, nested: [], problems: [], ...changed(world, slot, tree) };
      }),
    submission: ({ agent, start, against, message, ref }) =>
      life.outside(async () => {
        const slot = world.slot(agent);
        const own = takeHead(world, slot);
        const tree = objects.tree(slot.files);
        if (tree === (against ?? start.tree)) return { kind: 'unchanged' };
        const { pendingMain } = start;
        const isMerged = pendingMain === null || objects.isAncestor(pendingMain, own);
        const isComplete = isMerged && objects.treeOf(own) === tree;
        const parents = isMerged ? [own] : [own, pendingMain];
        const head = isComplete
          ? own
          : objects.commit(tree, parents, `${message} ${String(world.time.now)}`);
        await life.pass();
        await effect('submit.ref', () => {
          gateRefs.set(ref, head);
        });
        return { kind: 'changed', head, tree, nested: [], problems: [] };
      }),
    restore: ({ agent, commit }) =>
      life.outside(() => {
        const slot = world.slot(agent);
        refuseLoss(world, slot, 'was set back');
        slot.files = new Map(objects.files(objects.treeOf(commit)));
      }),
  };
}

/** Verified main. */
export function mainOf({ gateRefs, firstMain }: World): string {
  return gateRefs.get('main') ?? firstMain;
}

/** Imports the agent's HEAD. */
function takeHead(world: World, slot: SlotTree): string {
  world.gateRefs.set(`refs/agent-tui/heads/${slot.agent}`, slot.head);
  return slot.head;
}

function changeOf(world: World, commit: string): { print: string | null; paths: string[] } | null {
  const { objects } = world;
  const base = objects.mergeBase(mainOf(world), commit);
  if (base === null) return null;
  const before = objects.files(objects.treeOf(base));
  const after = objects.files(objects.treeOf(commit));
  const paths = [...after.keys()].filter((path) => after.get(path) !== before.get(path));
  if (paths.length === 0) return { print: null, paths };
  return { print: paths.map((path) => `${path}=${after.get(path) ?? ''}`).join('\n'), paths };
}

function changed(
  { objects }: World,
  slot: SlotTree,
  tree: string,
): Pick<CheckpointMade, 'changedFiles' | 'insertions' | 'deletions' | 'paths'> {
  const before = objects.files(slot.start?.tree ?? tree);
  const paths = [...slot.files.keys()].filter((path) => slot.files.get(path) !== before.get(path));
  return { changedFiles: paths.length, insertions: paths.length, deletions: 0, paths };
}

function planStart(
  { objects }: World,
  { previousHead, main }: { previousHead: string | null; main: string },
): SlotStart {
  const plain = (commit: string): SlotStart => ({
    commit,
    main,
    tree: objects.treeOf(commit),
    conflicts: [],
    pendingMain: null,
  });
  if (previousHead === null || objects.isAncestor(previousHead, main)) return plain(main);
  if (objects.isAncestor(main, previousHead)) return plain(previousHead);
  const { tree, conflicts } = objects.merge(previousHead, main);
  if (conflicts.length > 0)
    return { commit: previousHead, main, tree, conflicts, pendingMain: main };
  return plain(objects.commit(tree, [previousHead, main], 'Merge main'));
}

async function prepare(
  life: Life,
  agent: string,
  start: SlotStart,
): Promise<{ path: string; reused: boolean }> {
  const { world } = life;
  const slot = world.slot(agent);
  const reused = slot.start !== null;
  const holder = world.processes.find((one) => one.agent === agent && one.isAlive);
  if (holder !== undefined && !holder.isUnkillable) {
    const promise = 'I3 no feature has two holders, a result counts once';
    world.broken(promise, `${agent} was filled anew while ${holder.session} was still there`);
  }
  refuseLoss(world, slot, 'was filled anew');
  world.gateRefs.set(startRef(agent, 'commit'), start.commit);
  world.gateRefs.set(startRef(agent, 'main'), start.main);
  slot.start = { ...start, conflicts: [] };
  await life.pass();
  slot.files = new Map(world.objects.files(start.tree));
  slot.head = start.commit;
  slot.isFresh = true;
  return { path: `/worktrees/${agent}`, reused };
}

/** What an agent left in its slot must be under a ref before it is overwritten. */
function refuseLoss(world: World, slot: SlotTree, what: string): void {
  if (slot.isFresh) return;
  const tree = world.objects.tree(slot.files);
  const kept = world.objects.reachable(world.gateRefs.values());
  const isTreeKept = [...kept].some((commit) => world.objects.treeOf(commit) === tree);
  if (isTreeKept && kept.has(slot.head)) return;
  const missing = isTreeKept ? `commit ${slot.head}` : `files ${tree}`;
  world.broken('I4 no kept work is lost', `${slot.agent} ${what}, but no ref keeps ${missing}`);
}
