import { expand, type Options } from './options.ts';
import { plants, type PlantName } from './planted.ts';
import { Simulation } from './simulation.ts';
import type { Violation } from './violation.ts';

/** What one seed came to. */
export interface SeedReport {
  readonly seed: number;
  readonly violation: Violation | null;
  readonly options: Options;
  readonly events: number;
  readonly engines: number;
  readonly worldMs: number;
  readonly faultsDone: ReadonlyMap<string, number>;
  readonly last: readonly string[];
}

/** Runs one seed; with `faultsMax` only its first faults happen. */
export async function runSeed(
  seed: number,
  how: { readonly faultsMax?: number | undefined; readonly plant?: PlantName | undefined } = {},
): Promise<SeedReport> {
  const options = expand(seed, how.faultsMax ?? Infinity);
  const plant = how.plant === undefined ? null : plants[how.plant];
  const simulation = new Simulation(options, plant);
  await simulation.run();
  const { world, recorder, engines, faultsDone } = simulation;
  return {
    seed,
    violation: world.violation,
    options,
    events: recorder.events,
    engines,
    worldMs: world.time.now,
    faultsDone,
    last: recorder.last,
  };
}

/** The fewest first faults with which a seed breaks the same promise. */
export async function shortestPrefix(
  report: SeedReport,
  plant: PlantName | undefined,
): Promise<SeedReport> {
  let found = report;
  let low = 0;
  let high = report.options.faults.length;
  while (low < high) {
    const faultsMax = Math.floor((low + high) / 2);
    const tried = await runSeed(report.seed, { faultsMax, plant });
    if (tried.violation?.promise === report.violation?.promise) {
      found = tried;
      high = faultsMax;
    } else low = faultsMax + 1;
  }
  return found;
}
