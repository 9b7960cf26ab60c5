import { join } from 'node:path';
import { checkouts, checkoutState, countFirstParent, publish, updateRef } from '../git/index.ts';
import type { Checkout } from '../git/index.ts';
import { runGit } from '../git/git.ts';
import type { LandingOutcome } from '../model/landing.ts';
import { effect } from '../platform/effect.ts';
import { readTextIfPresent } from '../platform/files.ts';
import type { Repositories } from '../worktrees/repositories.ts';
import { locateMain, syncMain } from './main.ts';
import { mirrorMain } from './mirror.ts';

/** One move of the person's branch. */
interface Move {
  readonly from: string;
  readonly to: string;
}

/**
 * Brings the person's branch forward to verified main, and never anywhere else. Where the branch is checked out, only
 * with `mayTouchCheckout`: the person asked for it, now or in their configuration.
 */
export async function followMain(
  repositories: Repositories,
  input: { readonly mayTouchCheckout: boolean },
): Promise<LandingOutcome> {
  const { target } = repositories;
  const { own, verified, relation } = await locateMain(repositories);
  switch (relation) {
    case 'equal':
    case 'ahead':
      return { kind: 'up-to-date' };
    case 'apart':
      return refused(
        `${target} has commits that are not verified yet`,
        'They are merged into verified main and tested first; then land again.',
      );
    case 'rewound':
      return refused(
        `${target} was moved back outside of agent-tui`,
        `If it shall come forward again, do it yourself: git merge --ff-only agent-tui/main`,
      );
    case 'rewritten':
      return refused(
        own === null ? `${target} does not exist any more` : `${target} was rewritten`,
        `Verified main is kept as agent-tui/main; bring ${target} back to where both share their commits.`,
      );
    case 'behind':
      return forward(repositories, { from: own ?? verified, to: verified }, input);
  }
}

async function forward(
  repositories: Repositories,
  move: Move,
  input: { readonly mayTouchCheckout: boolean },
): Promise<LandingOutcome> {
  const { person, target, gate } = repositories;
  const places = await checkouts(person.git);
  const rewriting = await rewritingCheckout(places, target);
  if (rewriting !== null) return busy(rewriting, 'rebase or bisect');
  const holders = places.filter((place) => place.branch === target);
  const holder = holders[0];
  const commits = await countFirstParent(gate, move.from, move.to);
  if (holder !== undefined) {
    const hindered = heldBack(target, holders, input.mayTouchCheckout);
    if (hindered !== null) return hindered;
  }
  const refusal =
    holder === undefined
      ? await forwardRef(repositories, move)
      : await forwardCheckout(repositories, holder, move);
  if (refusal !== null) return refusal;
  await syncMain(repositories);
  return { kind: 'landed', commit: move.to, commits };
}

function heldBack(
  target: string,
  holders: readonly Checkout[],
  mayTouchCheckout: boolean,
): LandingOutcome | null {
  const paths = holders.map((place) => place.path).join(', ');
  if (!mayTouchCheckout) {
    return refused(`${target} is checked out in ${paths}`, 'Press L, or run agent-tui land.');
  }
  if (holders.length < 2) return null;
  return refused(
    `${target} is checked out in ${String(holders.length)} worktrees at once: ${paths}`,
    'Switch all but one of them to another branch, then land again.',
  );
}

/**
 * A rebase or bisect detaches HEAD and writes the branch when it ends, so that a branch which seems to be checked out
 * nowhere may be in the middle of one.
 */
async function rewritingCheckout(
  places: readonly Checkout[],
  target: string,
): Promise<string | null> {
  for (const place of places.filter(({ branch }) => branch === null)) {
    const found = await runGit(['rev-parse', '--absolute-git-dir'], {
      cwd: place.path,
      personal: true,
    });
    if (found.exitCode !== 0) continue;
    for (const file of branchFiles) {
      const name = await readTextIfPresent(join(found.stdout.trim(), file));
      if (name?.trim().replace(/^refs\/heads\//, '') === target) return place.path;
    }
  }
  return null;
}

/** Where git keeps the name of the branch that it will go back to. */
const branchFiles = ['rebase-merge/head-name', 'rebase-apply/head-name', 'BISECT_START'];

/** Moves a branch that is checked out nowhere; null when it is done. */
async function forwardRef(repositories: Repositories, move: Move): Promise<LandingOutcome | null> {
  const { person, gate, target } = repositories;
  const ref = `refs/heads/${target}`;
  const { from, to } = move;
  const moved = await effect('follow.ref', () =>
    publish({ person: person.git, gate, commit: to, ref, old: from }),
  );
  if (!moved) return refused(`${target} moved at the same time`, 'Land again.');
  const holder = (await checkouts(person.git)).find((place) => place.branch === target);
  // Checked out in between at the old commit: its files would seem to undo everything that was landed.
  if (holder === undefined) return null;
  await updateRef(person.git, ref, { to: from, from: to, durable: true });
  return refused(`${target} was checked out in ${holder.path} at the same time`, 'Land again.');
}

/** Fast-forwards the one checkout of the branch as its owner would; null when it is done. */
async function forwardCheckout(
  repositories: Repositories,
  holder: Checkout,
  move: Move,
): Promise<LandingOutcome | null> {
  const { target } = repositories;
  const state = await checkoutState(holder.path);
  if (state !== 'clean' && state.kind === 'busy') return busy(holder.path, state.operation);
  if (state !== 'clean') {
    const shown = state.files.slice(0, 3).join(', ');
    const more = state.files.length > 3 ? ', …' : '';
    return refused(
      `${holder.path} has uncommitted changes: ${shown}${more}`,
      'Commit or stash them, then land again.',
    );
  }
  const alarm = await mirrorMain(repositories, move.to);
  if (alarm !== null)
    return refused(alarm, 'Bring that branch back or rename it, then land again.');
  // Git would overwrite an ignored file (a local .env) without a word; here it has to refuse.
  const options = ['--ff-only', '--no-autostash', '--no-overwrite-ignore', '--quiet'];
  const merged = await effect('follow.checkout', () =>
    runGit(['merge', ...options, move.to], {
      cwd: holder.path,
      personal: true,
      env: { GIT_LFS_SKIP_SMUDGE: '0' },
    }),
  );
  if (merged.exitCode === 0) return null;
  return refused(
    `${target} could not be brought forward in ${holder.path}: ${whatGitSaid(merged.stderr)}`,
    'Nothing was changed there; move what is in the way and land again.',
  );
}

/** Git's own sentence with the files that it names below it, in one line. */
function whatGitSaid(stderr: string): string {
  const lines = stderr.split('\n');
  const sentence = lines.find((line) => /^(error|fatal):/.test(line)) ?? lines[0] ?? '';
  const files = lines.filter((line) => line.startsWith('\t')).map((line) => line.trim());
  return `${sentence} ${files.join(', ')}`.trim().slice(0, 300);
}

function busy(path: string, operation: string): LandingOutcome {
  return refused(`a ${operation} is under way in ${path}`, 'Finish or abort it, then land again.');
}

function refused(reason: string, hint: string): LandingOutcome {
  return { kind: 'refused', reason, hint };
}
