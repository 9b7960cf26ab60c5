import { readFileSync, readdirSync } from 'node:fs';
import type { ProcessIdentity } from '../model/session.ts';
import type { ProcessRow, TableQuery } from './process-row.ts';
import { traceOf } from './process-trace-linux.ts';

/** The unit of times in /proc/PID/stat: 100 a second on every Linux that Node runs on. */
const clockTickMs = 10;
/** After so many processes the event loop gets a turn. */
const rowsPerTurn = 200;

let knownBootId: string | null | undefined;

function bootId(): string | null {
  knownBootId ??= readProc('/proc/sys/kernel/random/boot_id')?.trim() ?? null;
  return knownBootId;
}

/** One process, or null when there is none with this number. */
function row(pid: number): ProcessRow | null {
  const stat = readProc(`/proc/${String(pid)}/stat`);
  return stat === null ? null : parseStat(pid, stat, { isMarked: false, trace: () => null });
}

/** All processes that can be seen, told whether their environment holds the variable, or else whether they leave a trace. */
async function rows({ variable, traces }: TableQuery): Promise<ProcessRow[]> {
  const found: ProcessRow[] = [];
  const pids = readdirSync('/proc').filter((name) => /^\d+$/u.test(name));
  for (const [index, name] of pids.entries()) {
    if (index % rowsPerTurn === rowsPerTurn - 1) await new Promise(setImmediate);
    const stat = readProc(`/proc/${name}/stat`);
    if (stat === null) continue;
    const environment = readProc(`/proc/${name}/environ`);
    const isMarked = `\0${environment ?? ''}`.includes(`\0${variable}\0`);
    const trace = (terminal: string) =>
      isMarked || traces === undefined ? null : traceOf({ name, environment, terminal }, traces);
    const one = parseStat(Number(name), stat, { isMarked, trace });
    if (one !== null) found.push(one);
  }
  return found;
}

/** The name of a program may hold spaces and brackets, so fields are counted from the last bracket. */
function parseStat(
  pid: number,
  stat: string,
  seen: { isMarked: boolean; trace: (terminal: string) => ProcessRow['trace'] },
): ProcessRow | null {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, parent, , session, terminal = ''] = fields;
  const startTime = fields[19];
  if (state === undefined || startTime === undefined || 'ZXx'.includes(state)) return null;
  return {
    identity: { pid, startTime, bootId: bootId() },
    parentPid: Number(parent),
    sessionPid: Number(session),
    isStopped: state === 'T' || state === 't',
    cpuMs: (Number(fields[11]) + Number(fields[12])) * clockTickMs,
    isMarked: seen.isMarked,
    trace: seen.trace(terminal),
  };
}

/** A file of /proc; null when the process has gone or belongs to someone else. */
function readProc(path: string): string | null {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return null;
  }
}

/** Start times are ticks since the machine started. */
function isYounger(one: ProcessIdentity, than: ProcessIdentity): boolean {
  if (one.bootId !== than.bootId || than.startTime === null) return false;
  return Number(one.startTime) >= Number(than.startTime);
}

/** The process table as Linux shows it under /proc. */
export const linuxTable = { row, rows, isYounger };
