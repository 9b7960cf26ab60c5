import type { TestRun } from './test-report.ts';

/** Both sides of a conflict in one file. */
export interface ConflictSide {
  readonly path: string;
  /** The file with conflict markers, shortened. */
  readonly excerpt: string;
}

/** What was observed about one candidate, as data: everything `decide` may look at. */
export interface Evidence {
  readonly candidateHead: string;
  readonly base: string;
  readonly merge:
    | { readonly kind: 'clean'; readonly tree: string; readonly commit: string }
    | { readonly kind: 'unchanged' }
    /** It could not be merged or looked at; nobody knows whose fault that is. */
    | { readonly kind: 'failed'; readonly reason: string }
    | { readonly kind: 'conflict'; readonly files: readonly ConflictSide[] };
  /** Policy findings, one sentence each, by rule. */
  readonly findings: readonly { readonly rule: string; readonly detail: string }[];
  readonly setup:
    | { readonly kind: 'done' }
    /** The gate could not lay out the files of the tree. */
    | { readonly kind: 'unplaced'; readonly reason: string }
    | {
        readonly kind: 'failed';
        readonly reason: string;
        /** Whether the candidate changed what set-up reads (lockfiles); else it is not its fault. */
        readonly inputsChanged: boolean;
      };
  readonly tests: TestRun | null;
  /** How many tests passed on the base; null when that is not known. */
  readonly baselinePassed: number | null;
}

/** What the gatekeeper decided, with every reason. */
export interface Decision {
  readonly outcome: 'verified' | 'rejected' | 'conflicted' | 'errored';
  /** One sentence each; empty for `verified`. */
  readonly reasons: readonly string[];
}

/** The record of one verification; written to `verdicts/<id>.json`. */
export interface Verdict extends Decision {
  readonly id: string;
  readonly candidateId: number;
  readonly featureId: number;
  readonly epoch: number;
  readonly evidence: Evidence;
  /** SHA-256 of everything that decides what the gate runs. */
  readonly gateHash: string;
  readonly startedAt: number;
  readonly finishedAt: number;
}
