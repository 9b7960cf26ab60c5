import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  countFirstParent,
  importCommit,
  isAncestor,
  mergeBase,
  openGit,
  resolve,
  setRef,
} from '../git/index.ts';
import type { Git, PersonRepository } from '../git/index.ts';
import { AgentTuiError } from '../model/error.ts';
import { effect } from '../platform/effect.ts';
import type { MainStatus } from '../model/landing.ts';
import { gateMain, recordedTarget, verifiedMain } from '../worktrees/repositories.ts';
import type { Repositories } from '../worktrees/repositories.ts';

/** The newest commit of the person's branch that verified main contained when it was last looked at. */
const seenRef = 'refs/agent-tui/seen-main';
/** Keeps the objects of the person's branch in gate.git. */
const ownRef = 'refs/agent-tui/own-main';

/** How the person's branch stands to verified main. */
export type MainSync =
  | { readonly kind: 'unchanged' }
  /** It has new commits that verified main lacks. */
  | { readonly kind: 'moved'; readonly commit: string }
  /** It was rewritten, or is gone: nothing lands until the person decides. */
  | { readonly kind: 'diverged'; readonly commit: string };

/** Where verified main and the person's branch are. */
export interface MainPlaces {
  readonly verified: string;
  /** Null when the branch is gone. */
  readonly own: string | null;
  readonly relation: 'equal' | 'behind' | 'rewound' | 'ahead' | 'apart' | 'rewritten';
}

/** Looks at both mains; brings the person's new commits into gate.git to do so, and writes nothing of theirs. */
export async function locateMain(repositories: Repositories): Promise<MainPlaces> {
  const { gate, person, target } = repositories;
  const verified = await verifiedMain(repositories);
  const own = await resolve(person.git, `refs/heads/${target}`);
  if (own === null) return { verified, own, relation: 'rewritten' };
  await bring(repositories, own);
  const seen = await resolve(gate, seenRef);
  return { verified, own, relation: await relate(gate, { verified, own, seen }) };
}

async function bring(repositories: Repositories, own: string): Promise<void> {
  const { gate, person, target } = repositories;
  if ((await resolve(gate, ownRef)) === own) return;
  const outcome = await effect('main.bring', () =>
    importCommit({ into: gate, from: person.commonDir, commit: own, ref: ownRef }),
  );
  if (outcome.kind === 'imported') return;
  throw new AgentTuiError(
    'environment',
    `the commits of ${target} cannot be read: ${outcome.reason}`,
    {
      hint: 'Run git fsck in the repository, and fetch what is missing.',
    },
  );
}

/** Needs a repository that has both commits; `seen` may be missing there, which then tells of a rewrite. */
async function relate(
  git: Git,
  mains: { readonly verified: string; readonly own: string; readonly seen: string | null },
): Promise<MainPlaces['relation']> {
  const { verified, own } = mains;
  if (own === verified) return 'equal';
  const seen = mains.seen ?? (await mergeBase(git, own, verified));
  const isKnown = seen !== null && (await resolve(git, seen)) !== null;
  const keepsSeen = isKnown && (await isAncestor(git, seen, own));
  if (await isAncestor(git, own, verified)) return keepsSeen ? 'behind' : 'rewound';
  if (await isAncestor(git, verified, own)) return 'ahead';
  return keepsSeen ? 'apart' : 'rewritten';
}

/** Remembers a commit of the person's branch that verified main contains. */
export function rememberSeen({ gate }: Repositories, own: string): Promise<void> {
  return effect('main.seen', () => setRef(gate, seenRef, own));
}

/** Finds out whether the person's branch moved, and remembers how far verified main contains it. */
export async function syncMain(repositories: Repositories): Promise<MainSync> {
  const { verified, own, relation } = await locateMain(repositories);
  switch (relation) {
    case 'equal':
    case 'behind':
      await rememberSeen(repositories, own ?? verified);
      return { kind: 'unchanged' };
    case 'rewound':
      return { kind: 'unchanged' };
    case 'ahead':
    case 'apart':
      return { kind: 'moved', commit: own ?? verified };
    case 'rewritten':
      return { kind: 'diverged', commit: own ?? verified };
  }
}

/** The facts for the header. */
export async function mainStatus(repositories: Repositories): Promise<MainStatus> {
  return statusFrom(repositories.target, await locateMain(repositories), repositories.gate);
}

/** The same facts for another process, which reads what is there and writes nothing at all. */
export async function mainStatusOf(project: {
  readonly person: PersonRepository;
  readonly target: string;
  readonly paths: { readonly gate: string };
}): Promise<MainStatus> {
  const { person, paths } = project;
  const gate = existsSync(join(paths.gate, 'HEAD')) ? openGit(paths.gate) : null;
  // Whoever looks from another branch is told about the one that the verified work is for.
  const target = (gate === null ? null : await recordedTarget(gate)) ?? project.target;
  const own = await resolve(person.git, `refs/heads/${target}`);
  const verified = gate === null ? own : await resolve(gate, gateMain);
  if (gate === null || verified === null || own === null) {
    return { target, verified: verified ?? '', own: own ?? '', behind: 0, diverged: own === null };
  }
  const git = (await resolve(person.git, verified)) === null ? gate : person.git;
  if ((await resolve(git, own)) === null) {
    return { target, verified, own, behind: 0, diverged: false };
  }
  const seen = await resolve(gate, seenRef);
  const relation = await relate(git, { verified, own, seen });
  return statusFrom(target, { verified, own, relation }, git);
}

async function statusFrom(target: string, places: MainPlaces, git: Git): Promise<MainStatus> {
  const { verified, own, relation } = places;
  return {
    target,
    verified,
    own: own ?? '',
    behind: own === null ? 0 : await countFirstParent(git, own, verified),
    diverged: relation === 'rewritten',
  };
}
