/** How verified work reaches the person's own main. */
export const landingPolicies = ['ask', 'auto', 'manual'] as const;

/** Where main is, seen from the person's repository. */
export interface MainStatus {
  /** The target branch, for instance `main`. */
  readonly target: string;
  /** The newest verified commit (gate.git main). */
  readonly verified: string;
  /** The person's own branch. */
  readonly own: string;
  /** Commits of verified main, first-parent, that the person's branch does not have yet. */
  readonly behind: number;
  /** Set when the person rewrote the branch: nothing lands until they decide. */
  readonly diverged: boolean;
}

/** What following main did. */
export type LandingOutcome =
  | { readonly kind: 'landed'; readonly commit: string; readonly commits: number }
  | { readonly kind: 'up-to-date' }
  | { readonly kind: 'refused'; readonly reason: string; readonly hint: string };
