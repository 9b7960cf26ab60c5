/** What one claiming process got. Times are milliseconds; wall-clock for the two ends. */
export interface Claimed {
  readonly got: readonly string[];
  readonly lengths: readonly number[];
  readonly busy: number;
  readonly startedAt: number;
  readonly endedAt: number;
}
