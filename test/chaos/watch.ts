import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstParents, testsOf } from '../promises/main-green.ts';
import type { Left } from '../promises/left.ts';

const sampleIntervalMs = 10;
const commitLine = /^[0-9a-f]{40,64}\n$/;

/** Looks at both mains all the time and remembers every value that they had, and how large the engine became. */
export class Watch {
  readonly mains = new Set<string>();
  readonly mirrors = new Set<string>();
  rssBytesMax = 0;
  readonly #timer: NodeJS.Timeout;

  constructor(left: Left, engine: () => number | null) {
    const gate = join(left.paths.gate, 'refs/heads/main');
    const mirror = join(left.scratch.dir, '.git/refs/heads/agent-tui/main');
    this.#timer = setInterval(() => {
      remember(this.mains, gate);
      remember(this.mirrors, mirror);
    }, sampleIntervalMs);
    this.#rss = setInterval(() => {
      const pid = engine();
      if (pid !== null) this.rssBytesMax = Math.max(this.rssBytesMax, rssOf(pid));
    }, rssIntervalMs);
  }

  readonly #rss: NodeJS.Timeout;

  stop(): void {
    clearInterval(this.#timer);
    clearInterval(this.#rss);
  }

  /** Main was green at every value it ever had, and never went back or aside. */
  async breaches(left: Left): Promise<string[]> {
    const main = left.gate('rev-parse', 'refs/heads/main');
    const line = new Set([left.base, ...firstParents(left, left.base, main)]);
    const astray = [...this.mains, ...this.mirrors].filter((commit) => !line.has(commit));
    const breaches = astray.map((commit) => `main was ${commit}, which is not on its line`);
    for (const commit of this.mains) breaches.push(...(await testsOf(left, commit)));
    return breaches;
  }
}

const rssIntervalMs = 500;

function remember(values: Set<string>, file: string): void {
  try {
    const text = readFileSync(file, 'utf8');
    if (commitLine.test(text)) values.add(text.trim());
  } catch {
    // It is not there yet.
  }
}

function rssOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
    return 1024 * Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0);
  } catch {
    return 0;
  }
}
