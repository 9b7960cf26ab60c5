import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import type { SessionBrief } from '../../src/engine/agents/driver.ts';
import { startSession } from '../../src/engine/agents/session.ts';
import type { LiveSession } from '../../src/engine/agents/session.ts';
import type { AgentSettings } from '../../src/engine/model/config.ts';
import { systemClock } from '../../src/engine/platform/clock.ts';
import { findTree, stopTree } from '../../src/engine/platform/process-tree.ts';
import type { PriceOf } from '../../src/engine/models/prices.ts';
import { systemRandom } from '../../src/engine/platform/random.ts';

/** How long to wait for what is sure to come, on a busy machine. */
export const patience = { timeout: 20_000, interval: 20 };

/** A project with one worktree and a place for logs, in which sessions are started; none outlives it. */
export class AgentStage {
  readonly marker = systemRandom.id(16);
  /** Of the newest session. */
  id = '';
  readonly directory: string;
  readonly logsDir: string;
  readonly brief: SessionBrief;
  /** What models cost; by default nobody knows. */
  priceOf: PriceOf = () => null;

  private constructor(directory: string) {
    this.directory = directory;
    this.logsDir = join(directory, 'logs');
    this.brief = {
      featureId: 7,
      featureName: 'Add a greeting',
      category: 'core',
      epoch: 1,
      agent: 'agent-1',
      worktree: join(directory, 'worktree'),
      projectDir: join(directory, 'project'),
      prompt: 'Build it.\nWell.\n',
      lastErrorFile: null,
      preset: 'balanced',
      tier: 'top',
      tools: null,
      model: null,
    };
  }

  static async open(): Promise<AgentStage> {
    const stage = new AgentStage(await mkdtemp(join(tmpdir(), 'agents-')));
    await mkdir(stage.brief.worktree);
    await mkdir(join(stage.brief.projectDir, 'scripts'), { recursive: true });
    return stage;
  }

  async start(settings: AgentSettings, brief: Partial<SessionBrief> = {}): Promise<LiveSession> {
    this.id = `1-1-${systemRandom.id(4)}`;
    return startSession(
      {
        clock: systemClock,
        random: systemRandom,
        logsDir: this.logsDir,
        limits: { killGraceMs: 2000 },
        baseEnv: process.env,
        priceOf: this.priceOf,
      },
      { brief: { ...this.brief, ...brief }, settings, marker: this.marker, id: this.id },
    );
  }

  bash(script: string, brief: Partial<SessionBrief> = {}): Promise<LiveSession> {
    return this.start({ driver: 'command', command: ['bash', '-c', script] }, brief);
  }

  /** Starts the scripted agent on these attempts. */
  async script(attempts: unknown, brief: Partial<SessionBrief> = {}): Promise<LiveSession> {
    const file = join(this.brief.projectDir, 'scripts/add-a-greeting.json');
    await writeFile(file, JSON.stringify({ attempts }));
    return this.start({ driver: 'scripted', scripts: 'scripts' }, brief);
  }

  async write(path: string, text: string): Promise<void> {
    const file = join(this.directory, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }

  read(path: string): Promise<string> {
    return readFile(join(this.directory, path), 'utf8');
  }

  processes() {
    return findTree({ root: null, marker: this.marker });
  }

  async close(): Promise<void> {
    const left = await this.processes();
    await stopTree({ root: null, marker: this.marker, graceMs: 0, clock: systemClock });
    await rm(this.directory, { recursive: true });
    expect(left).toEqual([]);
  }
}

/** What a session has shown, its prompt aside, as `kind: text`. */
export function shown(session: LiveSession): string[] {
  return session
    .entries()
    .filter(({ kind }) => kind !== 'prompt')
    .map(({ kind, text }) => `${kind}: ${text}`);
}
