/** The stored states of a feature. "Ready", "waiting" and "stale" are derived from them, never stored. */
export const featureStates = [
  'pending',
  'in_progress',
  'verifying',
  'merged',
  'blocked',
  'cancelled',
] as const;

export type FeatureState = (typeof featureStates)[number];

/** How hard a piece of work is said to be. */
export const difficulties = ['easy', 'normal', 'hard'] as const;

export type Difficulty = (typeof difficulties)[number];

/** One unit of work asked for. Times are wall-clock milliseconds since 1970. */
export interface Feature {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly category: string;
  /** With the category it decides the tier of model. */
  readonly difficulty: Difficulty;
  /** Smaller runs first. */
  readonly priority: number;
  /** A command line that a person wrote to show when the feature is right; it is part of the prompt. */
  readonly acceptance: string;
  readonly state: FeatureState;
  readonly dependsOn: readonly number[];
  /** The number of the newest attempt; 0 before the first. Results of smaller epochs are refused. */
  readonly epoch: number;
  /** Attempts that count against `attemptsMax`: infrastructure faults are not among them. */
  readonly attempts: number;
  /** How often the gate rejected it. */
  readonly gateFailures: number;
  /** How often it clashed with main. */
  readonly conflicts: number;
  /** Attempts that ended by a fault of the machine or of ours; never charged. */
  readonly faults: number;
  readonly lastError: string | null;
  /** The slot that worked on it last; a returned feature goes back to it when it can. */
  readonly lastAgent: string | null;
  /** The commit from which the next attempt goes on; null: from main. */
  readonly head: string | null;
  /** Not claimed before this time (back-off). */
  readonly notBefore: number;
  readonly blockedReason: string | null;
  /** The merge commit on main, once merged. */
  readonly mergedAs: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** A feature as asked for, before it has an id. `dependsOn` names other features. */
export interface FeatureDraft {
  readonly name: string;
  readonly description: string;
  readonly category: string;
  readonly priority: number;
  readonly dependsOn: readonly string[];
  readonly acceptance: string;
  /** Files and folders, relative to the project, that it will touch: features that touch the same are kept apart in time. */
  readonly paths?: readonly string[];
  /** By default `normal`; an edit that does not say it leaves it as it is. */
  readonly difficulty?: Difficulty;
}

/** What a feature has where nobody says otherwise. */
export const draftDefaults = { category: 'general', priority: 100 } as const;

/** Where a feature may go and what takes it there. */
const transitions = {
  claim: { from: ['pending'], to: 'in_progress' },
  submit: { from: ['in_progress'], to: 'verifying' },
  requeue: { from: ['in_progress', 'verifying', 'blocked'], to: 'pending' },
  merge: { from: ['verifying'], to: 'merged' },
  block: { from: ['pending', 'in_progress', 'verifying'], to: 'blocked' },
  cancel: { from: ['pending', 'in_progress', 'verifying', 'blocked'], to: 'cancelled' },
} as const satisfies Record<string, { from: readonly FeatureState[]; to: FeatureState }>;

export type FeatureTransition = keyof typeof transitions;

/** The state after a transition. An illegal one is a bug and throws. */
export function nextFeatureState(state: FeatureState, transition: FeatureTransition): FeatureState {
  const row: { from: readonly FeatureState[]; to: FeatureState } = transitions[transition];
  if (!row.from.includes(state)) {
    throw new Error(`illegal transition: ${transition} of a feature that is ${state}`);
  }
  return row.to;
}

/** The states a transition may start from, for the `WHERE` of the statement that makes it. */
export function statesBefore(transition: FeatureTransition): readonly FeatureState[] {
  return transitions[transition].from;
}

/** Whether nothing more will happen to a feature by itself. */
export function isEnded(state: FeatureState): boolean {
  return state === 'merged' || state === 'cancelled' || state === 'blocked';
}

/** What a person sees: the stored state, with `pending` told apart. */
export type FeatureStatus =
  | { readonly kind: 'ready' }
  | { readonly kind: 'waiting'; readonly on: readonly number[] }
  | { readonly kind: 'retrying'; readonly attempt: number; readonly at: number }
  | { readonly kind: Exclude<FeatureState, 'pending'> };

/** Derives what a person sees from the stored state, the merged features and the time. */
export function featureStatus(
  feature: Feature,
  isMerged: (id: number) => boolean,
  now: number,
): FeatureStatus {
  if (feature.state !== 'pending') return { kind: feature.state };
  const on = feature.dependsOn.filter((id) => !isMerged(id));
  if (on.length > 0) return { kind: 'waiting', on };
  if (feature.notBefore > now) {
    return { kind: 'retrying', attempt: feature.epoch + 1, at: feature.notBefore };
  }
  return { kind: 'ready' };
}

/** How many features are in each state. */
export type FeatureCounts = Readonly<Record<FeatureState, number>>;

/** Counts features by their stored state. */
export function countStates(features: Iterable<Pick<Feature, 'state'>>): FeatureCounts {
  const counts = { pending: 0, in_progress: 0, verifying: 0, merged: 0, blocked: 0, cancelled: 0 };
  for (const { state } of features) counts[state] += 1;
  return counts;
}

/** A short name made of letters, digits and dashes, for branches and files; at most 40 characters. */
export function featureSlug(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40)
    .replaceAll(/-+$/g, '');
  return slug === '' ? 'feature' : slug;
}
