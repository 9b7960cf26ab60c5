import { writeFileSync } from 'node:fs';

/** What a program used between two keys. */
export interface Usage {
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly rssBytes: number;
}

/** Starts to measure when told and writes the result to the file in argv when the program is done. */
export function startMeasure(): { begin(): void; end(): void } {
  const [, , file] = process.argv;
  let cpu = process.cpuUsage();
  let start = performance.now();
  return {
    begin() {
      cpu = process.cpuUsage();
      start = performance.now();
    },
    end() {
      const { user, system } = process.cpuUsage(cpu);
      const usage: Usage = {
        cpuMs: (user + system) / 1_000,
        wallMs: performance.now() - start,
        rssBytes: process.memoryUsage.rss(),
      };
      if (file !== undefined) writeFileSync(file, JSON.stringify(usage));
    },
  };
}
