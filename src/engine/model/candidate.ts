/** Where a candidate is on its way to main. */
export type CandidateState =
  | 'queued'
  | 'verifying'
  | 'verified'
  | 'landed'
  | 'rejected'
  | 'conflicted'
  | 'superseded'
  | 'errored';

/** A submitted feature, its head fixed by SHA. */
export interface Candidate {
  readonly id: number;
  readonly featureId: number;
  readonly epoch: number;
  readonly agent: string;
  readonly head: string;
  readonly state: CandidateState;
  readonly createdAt: number;
}
