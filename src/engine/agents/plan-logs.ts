/** One file of the directory of logs. */
export interface LogFile {
  readonly name: string;
  readonly bytes: number;
  /** Wall-clock milliseconds. */
  readonly changedAt: number;
}

/** What decides which logs may go. */
export interface LogFacts {
  /** Sessions that have not ended: nothing of theirs is touched. */
  readonly open: ReadonlySet<string>;
  /** The slots of this run, and those of them that work. */
  readonly slots: ReadonlySet<string>;
  readonly busySlots: ReadonlySet<string>;
  readonly bytesMax: number;
  readonly endedLogBytesMax: number;
}

/** File names to remove, and files of which only the end is kept. */
export interface LogPlan {
  readonly remove: readonly string[];
  readonly shorten: readonly string[];
}

const sessionFile = /^(\d+-\d+-[0-9a-zA-Z_]+)[.]/;
const setUpFile = /^([a-z0-9-]+)[.]setup[.]log$/;

/**
 * Decides what brings the logs within their limit. PURE. Of a session that has ended, the transcript is the record: its exit
 * code is not needed any more, and of its raw output the end is enough. If that is too much still, the sessions that ended
 * first go. What belongs to no session (what the next attempt must be told) stays.
 */
export function planLogs(files: readonly LogFile[], facts: LogFacts): LogPlan {
  const remove = new Set<string>();
  const shorten = new Set<string>();
  const groups = new Map<string, LogFile[]>();
  for (const file of files) {
    const owner = endedOwner(file.name, facts);
    if (owner === null) continue;
    groups.set(owner, [...(groups.get(owner) ?? []), file]);
    if (isNeedless(file.name, facts)) remove.add(file.name);
    else if (file.name.endsWith('.log') && file.bytes > facts.endedLogBytesMax) {
      shorten.add(file.name);
    }
  }
  const bytesOf = ({ name, bytes }: LogFile) => {
    if (remove.has(name)) return 0;
    return shorten.has(name) ? Math.min(bytes, facts.endedLogBytesMax) : bytes;
  };
  const sum = (some: readonly LogFile[]) => some.reduce((total, file) => total + bytesOf(file), 0);
  let total = sum(files);
  for (const group of [...groups.values()].sort((a, b) => lastChange(a) - lastChange(b))) {
    if (total <= facts.bytesMax) break;
    total -= sum(group);
    for (const { name } of group) {
      shorten.delete(name);
      remove.add(name);
    }
  }
  return { remove: [...remove], shorten: [...shorten] };
}

/** What may go belongs to a session that has ended, or to a slot that does not work; null for everything else. */
function endedOwner(name: string, { open, busySlots }: LogFacts): string | null {
  const session = sessionFile.exec(name)?.[1];
  if (session !== undefined) return open.has(session) ? null : session;
  const slot = setUpFile.exec(name)?.[1];
  return slot === undefined || busySlots.has(slot) ? null : `set-up of ${slot}`;
}

function isNeedless(name: string, { slots }: LogFacts): boolean {
  const slot = setUpFile.exec(name)?.[1];
  if (slot !== undefined) return !slots.has(slot);
  return !name.endsWith('.log') && !name.endsWith('.jsonl');
}

function lastChange(group: readonly LogFile[]): number {
  return Math.max(...group.map(({ changedAt }) => changedAt));
}
