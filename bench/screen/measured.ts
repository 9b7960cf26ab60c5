import { writeFileSync } from 'node:fs';

/** What a program used while it was measured. */
export interface Usage {
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly rssBytes: number;
}

/** The signals by which the bench says that the measure begins and ends; keys belong to the program. */
export const measureSignals = { begin: 'SIGUSR2', end: 'SIGTERM' } as const;

/** Starts to measure when told; when told again, writes the result to the file in argv, leaves and ends the program. */
export function measureWhenTold(leave: () => void): void {
  const [, , file] = process.argv;
  let cpu = process.cpuUsage();
  let start = performance.now();
  process.on(measureSignals.begin, () => {
    cpu = process.cpuUsage();
    start = performance.now();
  });
  process.on(measureSignals.end, () => {
    const { user, system } = process.cpuUsage(cpu);
    const usage: Usage = {
      cpuMs: (user + system) / 1_000,
      wallMs: performance.now() - start,
      rssBytes: process.memoryUsage.rss(),
    };
    if (file !== undefined) writeFileSync(file, JSON.stringify(usage));
    leave();
    process.exit(0);
  });
}
