import type { Clock } from '../platform/clock.ts';
import type { Project } from '../project.ts';
import { openQueue, type Queue } from '../queue/index.ts';
import { readStatus } from '../read-status.ts';
import type { ControlClient } from './client.ts';
import { isSameFeature, liveStatus, type LiveStatus, type StatusFeature } from './live-status.ts';
import { reachEngine } from './reach-engine.ts';

/** How a project is to be watched. */
export interface WatchOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Hears every status that differs from the one before; at most ten a second. */
  readonly onStatus: (status: LiveStatus) => void;
}

const pollMs = 500;
/** Main and the clock move without a write to the database. */
const rereadMs = 5_000;
/** Who only reads does not wait long for an engine: the rows say most of it. */
export const helloMsOfReadings = 2_000;

/**
 * Reads the status of a project as `agent-tui status` shows it: rows and refs, and what the engine says if one runs and
 * answers soon.
 */
export async function readLiveStatus(project: Project, clock: Clock): Promise<LiveStatus> {
  const reached = await reachEngine(project, { clock, helloMs: helloMsOfReadings });
  if (reached.kind !== 'client') return statusOfRows(project, reached.kind);
  try {
    return await reached.client.call('status', {});
  } finally {
    reached.client.close();
  }
}

/** What the rows say, and as much of the engine as its silence tells. */
async function statusOfRows(
  project: Project,
  engine: 'none' | 'closed' | 'silent',
): Promise<LiveStatus> {
  const run = engine === 'closed' ? ({ state: 'starting', reason: null } as const) : null;
  const status = await readStatus(project, engine !== 'none');
  return { ...status, run, banner: null, gate: null };
}

/** Follows a project until its engine has ended or the signal comes; before that it waits for an engine to start. */
export async function watchStatus(project: Project, options: WatchOptions): Promise<void> {
  const { clock, signal } = options;
  const tell = onlyNews(options.onStatus);
  const queue = openQueue(
    project.db,
    () => clock.now(),
    () => undefined,
  );
  const rows = rowsReader(project, queue, clock);
  let sawEngine = false;
  while (!signal.aborted) {
    const reached = await reachEngine(project, { clock, helloMs: helloMsOfReadings });
    if (reached.kind === 'client') {
      sawEngine = true;
      await follow(reached.client, options, tell);
      continue;
    }
    tell(await rows(reached.kind));
    if (reached.kind === 'none' && sawEngine) return;
    sawEngine ||= reached.kind !== 'none';
    await pause(clock, signal);
  }
}

/** Tells what the engine says until it has closed the connection. */
async function follow(
  client: ControlClient,
  { clock, signal }: WatchOptions,
  tell: (status: LiveStatus) => void,
): Promise<void> {
  const stop = () => {
    client.close();
  };
  // It may have come while the engine was looked for; nobody tells of it again.
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop);
  const features = new Map<number, StatusFeature>();
  let sorted: readonly StatusFeature[] = [];
  client.onChanged(({ head, features: changed }) => {
    for (const feature of changed) features.set(feature.id, feature);
    if (changed.length > 0) sorted = [...features.values()].sort((a, b) => a.id - b.id);
    tell(liveStatus(head, sorted, clock.now()));
  });
  try {
    // A connection that breaks here is told by `closed` as well, and the next look says what became of the engine.
    await client.call('subscribe', {}).catch(() => undefined);
    await client.closed;
  } finally {
    signal.removeEventListener('abort', stop);
    client.close();
  }
}

/** Reads rows and refs again only when something about them may have changed. */
function rowsReader(project: Project, queue: Queue, clock: Clock) {
  let last: { readonly key: string; readonly at: number; readonly status: LiveStatus } | null =
    null;
  return async (engine: 'none' | 'closed' | 'silent'): Promise<LiveStatus> => {
    const key = `${engine} ${String(queue.version())}`;
    const at = clock.monotonic();
    if (last?.key !== key || at - last.at > rereadMs) {
      last = { key, at, status: await statusOfRows(project, engine) };
    }
    return last.status;
  };
}

/** Passes on a status only when it differs from the one before; an agent's heartbeat alone is no news. */
function onlyNews(tell: (status: LiveStatus) => void): (status: LiveStatus) => void {
  let before: LiveStatus | null = null;
  return (status) => {
    const isNews = before === null || !isSameStatus(before, status);
    before = status;
    if (isNews) tell(status);
  };
}

function isSameStatus(a: LiveStatus, b: LiveStatus): boolean {
  return textOfHead(a) === textOfHead(b) && isSameList(a.features, b.features);
}

/** Of thousands of features most are the same objects as before. */
function isSameList(a: readonly StatusFeature[], b: readonly StatusFeature[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  return a.every((feature, place) => {
    const other = b[place];
    return other === feature || (other !== undefined && isSameFeature(feature, other));
  });
}

function textOfHead(status: LiveStatus): string {
  return JSON.stringify(status, (key, value: unknown) =>
    key === 'heartbeatAgeSeconds' || key === 'features' ? undefined : value,
  );
}

async function pause(clock: Clock, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    const over = () => {
      cancel();
      signal.removeEventListener('abort', over);
      resolve();
    };
    const cancel = clock.after(pollMs, over);
    signal.addEventListener('abort', over);
  });
}
