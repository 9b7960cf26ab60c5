import type { ProcessIdentity } from '../model/session.ts';
import { wait } from './clock.ts';
import type { Clock } from './clock.ts';
import { isSystemError, realPath } from './files.ts';
import type { ProcessRow, Traces } from './process-row.ts';
import { processTable } from './process-table.ts';

/** The variable in the environment of every process of a session, by which they are found again. */
export const markerVariable = 'AGENT_TUI_SESSION';

/** How the processes of one session are told from all others. */
export interface TreeQuery {
  readonly root: ProcessIdentity | null;
  readonly marker: string;
  /** Processes that were seen in the tree before; they count even when nothing shows it any more. */
  readonly known?: readonly ProcessIdentity[];
  /** Where its processes are; without it only the marker and their descent tell. */
  readonly traces?: Traces | undefined;
}

/** Rounds of looking and signalling: each finds what was started since the last. */
const roundsMax = 100;
const roundDelayMs = 20;

/** Who a process is, or null when there is none with this number. */
export function identityOf(pid: number): ProcessIdentity | null {
  return processTable.row(pid)?.identity ?? null;
}

/** Whether this very process still runs: same number, same start, same boot. A zombie is dead. */
export function isAlive(identity: ProcessIdentity): boolean {
  const now = identityOf(identity.pid);
  return now !== null && isSame(now, identity);
}

function isSame(a: ProcessIdentity, b: ProcessIdentity): boolean {
  return a.pid === b.pid && a.startTime === b.startTime && a.bootId === b.bootId;
}

/**
 * All living processes of a session: the root, those with the marker in their environment, those of the root's kernel
 * session, those that leave a trace, and the descendants of any of them.
 */
export async function findTree(query: TreeQuery): Promise<ProcessIdentity[]> {
  return (await findTreeRows(query)).map((row) => row.identity);
}

/** The same with what the process table says of each. */
export async function findTreeRows(query: TreeQuery): Promise<ProcessRow[]> {
  const variable = `${markerVariable}=${query.marker}`;
  const rows = await processTable.rows({ variable, traces: realTraces(query.traces) });
  const children = childrenOf(rows);
  const found = new Map<number, ProcessRow>();
  const open = rows.filter(
    (row) => row.isMarked || isRelated(row, query, rows) || isTraced(row, query, rows),
  );
  for (let row = open.pop(); row !== undefined; row = open.pop()) {
    if (found.has(row.identity.pid) || row.identity.pid === process.pid) continue;
    found.set(row.identity.pid, row);
    open.push(...(children.get(row.identity.pid) ?? []));
  }
  return [...found.values()];
}

function childrenOf(rows: readonly ProcessRow[]): Map<number, ProcessRow[]> {
  const children = new Map<number, ProcessRow[]>();
  for (const row of rows) {
    const siblings = children.get(row.parentPid);
    if (siblings === undefined) children.set(row.parentPid, [row]);
    else siblings.push(row);
  }
  return children;
}

function isRelated(row: ProcessRow, query: TreeQuery, rows: readonly ProcessRow[]): boolean {
  const { root, known = [] } = query;
  if (known.some((one) => isSame(one, row.identity))) return true;
  if (root === null) return false;
  if (row.identity.pid === root.pid) return isSame(row.identity, root);
  if (row.sessionPid !== root.pid || row.identity.bootId !== root.bootId) return false;
  // The kernel does not give a number away while a session bears it; a stranger with it means that ours has ended.
  const leader = rows.find((other) => other.identity.pid === root.pid);
  return leader === undefined || isSame(leader.identity, root);
}

/** The kernel names places by their real paths. */
function realTraces(traces: Traces | undefined): Traces | undefined {
  if (traces === undefined) return undefined;
  return { workDir: realPath(traces.workDir), outputFile: realPath(traces.outputFile) };
}

/**
 * A process that prints into the session's file is its own. One that merely works in its directory is so only if it is
 * younger than the session, and is nobody that we have started ourselves, as git for a checkpoint.
 */
function isTraced(row: ProcessRow, { root }: TreeQuery, rows: readonly ProcessRow[]): boolean {
  if (row.trace === 'output') return true;
  if (row.trace === null || root === null) return false;
  return processTable.isYounger(row.identity, root) && !descendsFromUs(row, rows);
}

function descendsFromUs(row: ProcessRow, rows: readonly ProcessRow[]): boolean {
  const parents = new Map(rows.map((one) => [one.identity.pid, one.parentPid]));
  let pid: number | undefined = row.parentPid;
  for (let steps = 0; pid !== undefined && steps < rows.length; steps += 1) {
    if (pid === process.pid) return true;
    pid = parents.get(pid);
  }
  return false;
}

/** Signals one process if it is still the same one. */
function signalOne(identity: ProcessIdentity, signal: NodeJS.Signals): boolean {
  if (identity.startTime === null || !isAlive(identity)) return false;
  try {
    return process.kill(identity.pid, signal);
  } catch (error) {
    if (isSystemError(error, 'ESRCH', 'EPERM')) return false;
    throw error;
  }
}

/** Signals every process of a tree, looking again until no new one is found; tells how many it reached. */
export async function signalTree(query: TreeQuery, signal: NodeJS.Signals): Promise<number> {
  const reached = new Set<string>();
  for (let round = 0; round < roundsMax; round += 1) {
    const fresh = (await findTree(query)).filter((one) => !reached.has(keyOf(one)));
    if (fresh.length === 0) break;
    for (const one of fresh) {
      signalOne(one, signal);
      reached.add(keyOf(one));
    }
  }
  return reached.size;
}

/** Stops (SIGSTOP) every process of a tree, again and again until none is found running; false when the bound was reached. */
export function freezeTree(query: TreeQuery, clock: Clock): Promise<boolean> {
  return signalUntil(query, { signal: 'SIGSTOP', isDone: (row) => row.isStopped, clock });
}

/** Lets every stopped process of a tree go on (SIGCONT); false when the bound was reached. */
export function thawTree(query: TreeQuery, clock: Clock): Promise<boolean> {
  return signalUntil(query, { signal: 'SIGCONT', isDone: (row) => !row.isStopped, clock });
}

async function signalUntil(
  query: TreeQuery,
  change: { signal: NodeJS.Signals; isDone: (row: ProcessRow) => boolean; clock: Clock },
): Promise<boolean> {
  for (let round = 0; round < roundsMax; round += 1) {
    const open = (await findTreeRows(query)).filter((row) => !change.isDone(row));
    if (open.length === 0) return true;
    for (const row of open) signalOne(row.identity, change.signal);
    await wait(change.clock, roundDelayMs);
  }
  return false;
}

function keyOf(identity: ProcessIdentity): string {
  return `${String(identity.pid)}@${identity.startTime ?? ''}`;
}

/**
 * Ends every process of a tree: TERM (and CONT, for what is stopped), a grace, then KILL again and again until nothing
 * is found. `survivors` are those that even so were there at the end, for instance in an uninterruptible wait.
 */
export async function stopTree(
  options: TreeQuery & { readonly graceMs: number; readonly clock: Clock },
): Promise<{ survivors: ProcessIdentity[] }> {
  const { graceMs, clock } = options;
  let known = [...(options.known ?? [])];
  const look = async () => {
    const found = await findTree({ ...options, known });
    known = found;
    return found;
  };
  let found = await look();
  if (found.length > 0 && graceMs > 0) {
    await askToEnd(found, look, clock);
    found = await waitUntilGone(look, { graceMs, clock });
  }
  for (let round = 0; found.length > 0 && round < roundsMax; round += 1) {
    for (const one of found) signalOne(one, 'SIGKILL');
    await wait(clock, roundDelayMs);
    found = await look();
  }
  return { survivors: found };
}

/** Rounds of TERM: what was being started while the first were told is told too. */
const askRoundsMax = 5;

/** Tells every process of a tree to end, each once. */
async function askToEnd(
  first: readonly ProcessIdentity[],
  look: () => Promise<ProcessIdentity[]>,
  clock: Clock,
): Promise<void> {
  const told = new Set<string>();
  let found = [...first];
  for (let round = 0; round < askRoundsMax; round += 1) {
    const fresh = found.filter((one) => !told.has(keyOf(one)));
    if (fresh.length === 0) break;
    for (const one of fresh) signalOne(one, 'SIGTERM');
    for (const one of fresh) signalOne(one, 'SIGCONT');
    for (const one of fresh) told.add(keyOf(one));
    await wait(clock, roundDelayMs);
    found = await look();
  }
}

/** Waits for a tree to end; between two looks at the whole table only the known processes are asked for. */
async function waitUntilGone(
  look: () => Promise<ProcessIdentity[]>,
  options: { graceMs: number; clock: Clock },
): Promise<ProcessIdentity[]> {
  const { graceMs, clock } = options;
  const until = clock.monotonic() + graceMs;
  let found = await look();
  while (found.length > 0 && clock.monotonic() < until) {
    await wait(clock, Math.min(roundDelayMs, Math.max(1, until - clock.monotonic())));
    if (!found.some(isAlive)) found = await look();
  }
  return found.length === 0 ? found : look();
}
