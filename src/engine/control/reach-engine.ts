import { isEngineRunning, nameOfHolder } from '../db/index.ts';
import { AgentTuiError } from '../model/error.ts';
import { fixedLimits } from '../model/limits.ts';
import { wait, type Clock } from '../platform/clock.ts';
import { isSystemError } from '../platform/files.ts';
import type { Project } from '../project.ts';
import { connectClient, NoAnswer, type ControlClient } from './client.ts';
import { controlProtocol } from './methods.ts';
import { isOurSocket, socketPathOf } from './socket-place.ts';

/** What is found where an engine may run. */
export type Reached =
  | { readonly kind: 'none' }
  /** It holds the lock but has no socket yet, or its socket is gone. */
  | { readonly kind: 'closed' }
  /** It has a socket but says nothing. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'client'; readonly client: ControlClient };

/** How to look for an engine. */
export interface ReachOptions {
  readonly clock: Clock;
  /** An engine that does not say its first word within this is silent. */
  readonly helloMs?: number;
}

type Place = Pick<Project, 'paths'>;

const retryMs = 100;

/** Looks once for the engine of a project. Nothing that changes anything is asked of one that does not answer. */
export async function reachEngine({ paths }: Place, options: ReachOptions): Promise<Reached> {
  const { clock, helloMs = fixedLimits.controlHelloMsMax } = options;
  if (!isEngineRunning(paths.lock)) return { kind: 'none' };
  const client = await connected(paths.stateDir, clock);
  if (client === undefined) return { kind: 'closed' };
  try {
    const { protocol } = await client.call('hello', {}, helloMs);
    if (protocol === controlProtocol) return { kind: 'client', client };
  } catch (error) {
    client.close();
    if (!(error instanceof NoAnswer)) throw error;
    return { kind: error.reason === 'late' ? 'silent' : 'closed' };
  }
  client.close();
  throw new AgentTuiError('environment', 'the engine that runs is another version of agent-tui', {
    hint: 'quit it (q) and start it with this one',
  });
}

/**
 * The engine that runs on a project, or null when none does.
 * @throws AgentTuiError `environment` when one runs and does not answer; nothing was asked of it then.
 */
export async function requireAnswer(project: Place, clock: Clock): Promise<ControlClient | null> {
  const deadline = clock.monotonic() + fixedLimits.controlHelloMsMax;
  for (;;) {
    const reached = await reachEngine(project, { clock });
    if (reached.kind === 'client') return reached.client;
    if (reached.kind === 'none') return null;
    if (reached.kind === 'silent' || clock.monotonic() > deadline) throw silent(project);
    // It may be starting just now, or ending.
    await wait(clock, retryMs);
  }
}

async function connected(stateDir: string, clock: Clock): Promise<ControlClient | undefined> {
  try {
    const path = socketPathOf(stateDir);
    return isOurSocket(stateDir, path) ? await connectClient(path, clock) : undefined;
  } catch (error) {
    if (isSystemError(error, 'ENOENT', 'ECONNREFUSED', 'ENOTDIR', 'ECONNRESET', 'EPIPE')) {
      return undefined;
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new AgentTuiError('environment', `cannot reach the engine: ${reason}`, {
      hint: 'agent-tui paths shows where its control socket is',
      cause: error,
    });
  }
}

function silent({ paths }: Place): AgentTuiError {
  const holder = nameOfHolder(paths.lock);
  return new AgentTuiError(
    'environment',
    `the engine of this project does not answer: ${holder}; nothing was changed`,
    { hint: 'it may be starting or stopped (fg, kill -CONT); try again or look at its terminal' },
  );
}
