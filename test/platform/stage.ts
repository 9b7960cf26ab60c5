import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { agentEnvironment } from '../../src/engine/platform/child-environment.ts';
import { systemClock } from '../../src/engine/platform/clock.ts';
import { startProcess } from '../../src/engine/platform/commands.ts';
import type { RunningProcess } from '../../src/engine/platform/commands.ts';
import { findTree, stopTree } from '../../src/engine/platform/process-tree.ts';
import { systemRandom } from '../../src/engine/platform/random.ts';

/** How long to wait for what is sure to come, on a busy machine. */
export const patience = { timeout: 20_000, interval: 20 };

/** A scratch directory in which processes are started; at its end none of them is left. */
export class Stage {
  readonly marker = systemRandom.id(16);
  readonly directory: string;
  readonly outputFile: string;

  private constructor(directory: string) {
    this.directory = directory;
    this.outputFile = join(directory, 'output');
  }

  static async open(): Promise<Stage> {
    return new Stage(await mkdtemp(join(tmpdir(), 'processes-')));
  }

  output(): string {
    return readFileSync(this.outputFile, 'utf8');
  }

  start(argv: readonly string[], stdin: string | null = null) {
    return startProcess({
      argv,
      cwd: this.directory,
      env: agentEnvironment(process.env, {}),
      stdin,
      marker: this.marker,
      outputFile: this.outputFile,
    });
  }

  async bash(script: string, stdin: string | null = null): Promise<RunningProcess> {
    const started = await this.start(['bash', '-c', script], stdin);
    if (started.kind !== 'running') throw new Error('bash is needed');
    return started;
  }

  /** The pids that were printed, one a line, once there are so many. */
  async pids(count: number): Promise<number[]> {
    let pids: number[] = [];
    await expect
      .poll(() => {
        pids = this.output().trim().split('\n').filter(Boolean).map(Number);
        return pids.length;
      }, patience)
      .toBe(count);
    return pids;
  }

  async close(): Promise<void> {
    const tree = { root: null, marker: this.marker };
    const found = await findTree(tree);
    await stopTree({ ...tree, graceMs: 0, clock: systemClock });
    await rm(this.directory, { recursive: true });
    expect(found).toEqual([]);
  }
}
