import type { Context } from '../context.ts';
import { lookAtDisk } from './look-at-disk.ts';
import { pauseRun } from './pause-run.ts';

/**
 * Counts the death of an agent. Several within a moment, and not all of one feature, are not the features' fault: it is the
 * provider or the machine, and the run is paused with the last cause before every feature has used up its attempts.
 */
export function noteDeath(context: Context, featureId: number, cause: string): void {
  const { run, clock, limits, stopping } = context;
  // On a full disk they die of it, and claims wait already.
  if (stopping.aborted || lookAtDisk(context)) return;
  const at = clock.monotonic();
  const recent = run.deaths.filter((death) => at - death.at < limits.massDeathWindowMs);
  run.deaths = [...recent, { featureId, at }].slice(-limits.massDeathsMax);
  const features = new Set(run.deaths.map((death) => death.featureId));
  if (run.deaths.length < limits.massDeathsMax || features.size < 2) return;
  const seconds = String(Math.round(limits.massDeathWindowMs / 1000));
  const count = String(run.deaths.length);
  const which = [...features].map((id) => `#${String(id)}`).join(', ');
  run.deaths = [];
  pauseRun(
    context,
    `${count} agents died within ${seconds} s (the provider or the machine?): ${cause} (${which})`,
  );
}
