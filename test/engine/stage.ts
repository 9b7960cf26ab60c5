import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import {
  openProject,
  openQueue,
  startEngine,
  systemClock,
  type Engine,
  type EngineEvent,
  type EventType,
  type OpenToolServer,
  type Project,
  type Queue,
} from '../../src/engine/index.ts';
import { makeProject, type Stage } from '../e2e/stage.ts';

/** An engine on a real project, in this process, ended with the test. */
export interface EngineStage {
  readonly stage: Stage;
  readonly engine: Engine;
  readonly project: Project;
  readonly queue: Queue;
  readonly events: EngineEvent[];
  /** Waits until an event of a type has been told, and answers with it. */
  happens<T extends EventType>(type: T): Promise<Extract<EngineEvent, { type: T }>>;
  /** A file of an agent slot's worktree. */
  worktreeFile(agent: string, path: string): Promise<string>;
}

const waitMs = 20_000;

type Making = Parameters<typeof makeProject>;

/** Makes a project with its queue and starts an engine that does not end by itself. */
export async function startStage(
  making: Making,
  options: {
    readonly endsByItself?: boolean;
    readonly config?: object;
    readonly openTools?: OpenToolServer;
    /** Does something to the stage before anything of its state is made. */
    readonly before?: (stage: Stage) => Promise<void> | void;
  } = {},
): Promise<EngineStage> {
  const stage = await makeProject(...making);
  if (options.config !== undefined) {
    const config = JSON.parse(await stage.read('agent-tui.json')) as object;
    await stage.write('agent-tui.json', JSON.stringify({ ...config, ...options.config }));
  }
  await options.before?.(stage);
  const project = await openProject({ dir: stage.dir, env: stage.env });
  const events: EngineEvent[] = [];
  const engine = await startEngine(project, {
    endsByItself: options.endsByItself ?? false,
    env: stage.env,
    ...(options.openTools === undefined ? {} : { openTools: options.openTools }),
    onEvent: (event) => events.push(event),
  });
  onTestFinished(async () => {
    await engine.stop('checkpoint-and-stop');
    project.close();
  });
  return {
    stage,
    engine,
    project,
    events,
    queue: openQueue(project.db, systemClock.now, () => undefined),
    happens: (type) =>
      vi.waitFor(
        () => {
          const found = events.find((event) => event.type === type);
          if (found === undefined) throw new Error(`${type} has not happened`);
          return found as Extract<EngineEvent, { type: typeof type }>;
        },
        { timeout: waitMs, interval: 20 },
      ),
    worktreeFile: (agent, path) => readFile(join(project.paths.worktrees, agent, path), 'utf8'),
  };
}

/** Waits for a condition on real processes and files. */
export function until<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: waitMs, interval: 20 });
}
