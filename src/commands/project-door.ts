import {
  openFeatureDoor,
  openQueue,
  requireAnswer,
  systemClock,
  AgentTuiError,
  type ControlClient,
  type Feature,
  type Project,
  type Queue,
} from '../engine/index.ts';
import type { Io } from './io.ts';
import { openNamedProject, type CommonFlags } from './options.ts';

/** A project as a command acts on it. */
export interface ProjectDoor {
  readonly project: Project;
  readonly queue: Queue;
  /** The engine that runs; null when none does. */
  readonly client: ControlClient | null;
  /** A person's word on features: to that engine, else to the database. */
  readonly features: ReturnType<typeof openFeatureDoor>;
}

/** Opens the queue of the project that the flags name, for as long as the act takes. */
export async function withQueue(
  io: Io,
  flags: CommonFlags,
  act: (queue: Queue, project: Project) => void | Promise<void>,
): Promise<void> {
  const project = await openNamedProject(io, flags);
  try {
    await act(queueOf(project), project);
  } finally {
    project.close();
  }
}

/**
 * Opens the project that the flags name, with the engine that runs on it, for as long as the act takes.
 * @throws AgentTuiError `environment` when an engine runs and does not answer: then nothing is done.
 */
export async function withDoor(
  io: Io,
  flags: CommonFlags & { readonly argument?: string | undefined },
  act: (door: ProjectDoor) => void | Promise<void>,
): Promise<void> {
  const project = await openNamedProject(io, flags, flags.argument);
  let client: ControlClient | null = null;
  try {
    client = await requireAnswer(project, systemClock);
    const queue = queueOf(project);
    await act({ project, queue, client, features: openFeatureDoor(client, queue) });
  } finally {
    client?.close();
    project.close();
  }
}

/** A feature by its name or number. */
export function requireFeature(queue: Queue, word: string): Feature {
  const number = /^#?(\d+)$/.exec(word)?.[1];
  const found =
    queue.features.findByName(word) ??
    (number === undefined ? undefined : queue.features.find(Number(number)));
  if (found !== undefined) return found;
  throw new AgentTuiError('usage', `there is no feature "${word}"`, {
    hint: 'agent-tui feature list shows all',
  });
}

function queueOf(project: Project): Queue {
  return openQueue(
    project.db,
    () => systemClock.now(),
    () => undefined,
  );
}
