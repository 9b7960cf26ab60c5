/** What is free on a file system for a program without privileges. */
export interface DiskSpace {
  readonly freeBytes: number;
  /** Null where the file system does not count them. */
  readonly freeFiles: number | null;
}

/** What the engine knows of the disk under its state. Times are monotonic. */
export interface DiskStatus {
  /** When it was last looked at; null: it is to be looked at now. */
  seenAt: number | null;
  /** Since when there is too little room; null: there is enough. */
  shortSince: number | null;
  /** When the disk last refused a write for want of room, whatever it says is free. */
  refusedAt: number | null;
  /** When logs and events were last brought within their limits. */
  tidiedAt: number | null;
  /** When the slots' work trees are to be measured again. */
  measureAt: number;
  isMeasuring: boolean;
  /** Whether it was told of that a reader keeps the database's log from being emptied. */
  isLogHeld: boolean;
}

/** A disk that nobody has looked at. */
export function unseenDisk(): DiskStatus {
  const never = { seenAt: null, shortSince: null, refusedAt: null, tidiedAt: null };
  return { ...never, measureAt: 0, isMeasuring: false, isLogHeld: false };
}

const freeFilesMin = 1_000;
/** What was short must have so much more than it needs, lest it be short again at the next file. */
const hysteresis = 1.1;

/** How much must be free before anything is claimed. PURE. */
export function neededBytes(freeBytesMin: number, wasShort: boolean): number {
  return wasShort ? Math.ceil(freeBytesMin * hysteresis) : freeBytesMin;
}

/** Whether there is too little room to begin anything. PURE. */
export function isShort(
  { freeBytes, freeFiles }: DiskSpace,
  given: { readonly freeBytesMin: number; readonly wasShort: boolean },
): boolean {
  if (freeFiles !== null && freeFiles < freeFilesMin) return true;
  return freeBytes < neededBytes(given.freeBytesMin, given.wasShort);
}

/** What is missing, as people say it: `3 MB free, 537 MB needed`. PURE. */
export function lackWords({ freeBytes, freeFiles }: DiskSpace, needed: number): string {
  const lacksFiles = freeFiles !== null && freeFiles < freeFilesMin && freeBytes >= needed;
  if (lacksFiles) return `room for ${String(freeFiles)} files, ${String(freeFilesMin)} needed`;
  return `${byteWords(freeBytes)} free, ${byteWords(needed)} needed`;
}

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Bytes as people say them: `1.5 GB`. */
export function byteWords(bytes: number): string {
  let value = bytes;
  let place = 0;
  while (Math.round(value) >= 1000 && place < units.length - 1) {
    value /= 1000;
    place += 1;
  }
  const digits = value < 10 && place > 0 ? Number(value.toFixed(1)) : Math.round(value);
  return `${String(digits)} ${units[place] ?? ''}`;
}
