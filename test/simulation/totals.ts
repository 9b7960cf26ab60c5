import type { SeedReport } from './run-seed.ts';

/** Sums over seeds; plain values, so that a worker can send them. */
export interface Sums {
  seeds: number;
  events: number;
  engines: number;
  worldMs: number;
  readonly faults: Record<string, number>;
}

/** Nothing summed yet. */
export function emptySums(): Sums {
  return { seeds: 0, events: 0, engines: 0, worldMs: 0, faults: {} };
}

/** Adds what one seed came to. */
export function addReport(sums: Sums, report: SeedReport): void {
  sums.seeds += 1;
  sums.events += report.events;
  sums.engines += report.engines;
  sums.worldMs += report.worldMs;
  for (const [kind, count] of report.faultsDone) addFault(sums, kind, count);
}

/** Adds what other seeds came to. */
export function addSums(sums: Sums, other: Sums): void {
  sums.seeds += other.seeds;
  sums.events += other.events;
  sums.engines += other.engines;
  sums.worldMs += other.worldMs;
  for (const [kind, count] of Object.entries(other.faults)) addFault(sums, kind, count);
}

function addFault({ faults }: Sums, kind: string, count: number): void {
  faults[kind] = (faults[kind] ?? 0) + count;
}
