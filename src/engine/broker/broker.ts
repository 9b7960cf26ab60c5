/** Something to be done by one claimer at a time; `id` names it for ever. */
export interface Work {
  readonly id: string;
  /** Which claimers may have it. */
  readonly label: string;
  /** Smaller goes first. */
  readonly priority: number;
  /** The highest epoch that was ever given out for it: every claim gets a higher one, also from an empty broker. */
  readonly epochFloor: number;
  /** Handed to the claimer as it is; JSON. */
  readonly payload: unknown;
}

/** A claim with a time limit. Everything said under it carries its epoch and its token. */
export interface Lease {
  readonly id: string;
  /** Higher than that of every claim of the same work before it. */
  readonly epoch: number;
  /** Known to the holder alone. */
  readonly token: string;
  readonly payload: unknown;
}

/** What the broker says to a heartbeat: go on, somebody else has it by now, or nobody wants it any more. */
export type HeartbeatAnswer = 'ok' | 'lost' | 'cancelled';

/** How much is queued and claimed. */
export interface BrokerCounts {
  readonly queued: number;
  readonly claimed: number;
}

/**
 * Gives out work to claimers, each piece to one at a time, and takes it back when its holder falls silent. It holds only
 * what can be done now and is never the record: a broker that lost everything is filled again from the features, whose
 * epochs fence off whoever still works under an old claim. One conformance suite holds for every implementation
 * (`test/broker/conformance.ts`).
 */
export interface Broker {
  /** Offers work. What is there already, queued or claimed, is left as it is. */
  enqueue(works: readonly Work[]): Promise<void>;
  /** Takes the first queued work with one of the labels, those named first before the others. */
  claim(labels: readonly string[]): Promise<Lease | undefined>;
  heartbeat(lease: Lease): Promise<HeartbeatAnswer>;
  /** The work is done. False: the lease was lost, and the result must not count. */
  complete(lease: Lease): Promise<boolean>;
  /** The work is given back and queued again; with `drop` it leaves the broker. False: the lease was lost. */
  fail(lease: Lease, how?: { readonly drop: boolean }): Promise<boolean>;
  /**
   * Queues again what is claimed and whose holder has been silent for the lease's duration; answers those leases. Silence
   * is measured between this caller's sweeps, on its monotonic clock: one caller sweeps, at least every 30 s.
   */
  sweep(): Promise<readonly Pick<Lease, 'id' | 'epoch'>[]>;
  /** Whoever holds it is told at the next heartbeat; what is queued leaves the broker. */
  cancel(id: string): Promise<void>;
  /** What is claimed now, for the coordinator that starts again. */
  claimed(): Promise<readonly Lease[]>;
  counts(): Promise<BrokerCounts>;
  close(): Promise<void>;
}
