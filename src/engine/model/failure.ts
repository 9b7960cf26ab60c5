import { errorFingerprint } from './fingerprint.ts';

/** What a failed attempt counts as; `fault` (of the machine or ours) and `none` (a person's word) are never charged. */
export type FailureKind = 'session' | 'gate' | 'conflict' | 'fault' | 'none';

/** Why a feature was blocked by its own failures. */
export type OwnBlock = 'attempts' | 'breaker' | 'crash-loop';

/** What a feature's row says of its failures so far; the attempt that failed now is already among `attempts`. */
export interface FailureCounts {
  readonly attempts: number;
  readonly gateFailures: number;
  readonly conflicts: number;
  readonly faults: number;
  readonly errorPrint: string | null;
  readonly errorRepeats: number;
  readonly diffPrint: string | null;
  readonly diffRepeats: number;
}

/** One failed attempt. */
export interface Failure {
  readonly kind: FailureKind;
  readonly reason: string;
  /** Everything that tells this failure from another one; by default the reason. */
  readonly error?: string | undefined;
  /** The fingerprint of what the attempt changed; null when that is not known. */
  readonly diffPrint: string | null;
  /** Deaths of the feature's agents within the window, this one included. */
  readonly crashes: number;
}

/** The bounds that decide when it is enough. */
export interface FailureLimits {
  readonly attemptsMax: number;
  readonly sameFailuresMax: number;
  readonly crashesMax: number;
}

/** What becomes of the feature. */
export interface AfterFailure {
  readonly counts: FailureCounts;
  readonly block: { readonly kind: OwnBlock; readonly reason: string } | null;
}

/** Whether a failure counts against the limit of attempts. */
export function isChargedFailure(kind: FailureKind): boolean {
  return kind === 'session' || kind === 'gate' || kind === 'conflict';
}

/** Counts one more failure and decides whether it is enough. PURE. */
export function afterFailure(
  before: FailureCounts,
  failure: Failure,
  limits: FailureLimits,
): AfterFailure {
  const isCharged = isChargedFailure(failure.kind);
  const counts = counted(before, failure, isCharged);
  const last = `the last: ${failure.reason}`;
  const block = (kind: OwnBlock, words: string): AfterFailure => ({
    counts,
    block: { kind, reason: `${words}, ${last}` },
  });
  const mayBeDeath = failure.kind === 'session' || failure.kind === 'fault';
  if (mayBeDeath && failure.crashes >= limits.crashesMax) {
    return block('crash-loop', `its agent died ${String(failure.crashes)} times in a short while`);
  }
  if (!isCharged) return { counts, block: null };
  if (counts.errorRepeats >= limits.sameFailuresMax) {
    return block('breaker', `the same error ${String(counts.errorRepeats)} times`);
  }
  if (counts.diffRepeats >= limits.sameFailuresMax) {
    return block('breaker', `the same change ${String(counts.diffRepeats)} times`);
  }
  if (counts.attempts >= limits.attemptsMax) {
    return block('attempts', `${String(counts.attempts)} attempts failed`);
  }
  return { counts, block: null };
}

function counted(before: FailureCounts, failure: Failure, isCharged: boolean): FailureCounts {
  const { kind, reason, error, diffPrint } = failure;
  if (!isCharged) {
    const faults = before.faults + (kind === 'fault' ? 1 : 0);
    return { ...before, attempts: before.attempts - 1, faults };
  }
  const errorPrint = errorFingerprint(error ?? reason);
  return {
    attempts: before.attempts,
    gateFailures: before.gateFailures + (kind === 'gate' ? 1 : 0),
    conflicts: before.conflicts + (kind === 'conflict' ? 1 : 0),
    faults: before.faults,
    errorPrint,
    errorRepeats: before.errorPrint === errorPrint ? before.errorRepeats + 1 : 1,
    // An attempt whose change is not known neither confirms nor breaks a row of equal ones.
    diffPrint: diffPrint ?? before.diffPrint,
    diffRepeats:
      diffPrint === null
        ? before.diffRepeats
        : before.diffPrint === diffPrint
          ? before.diffRepeats + 1
          : 1,
  };
}
