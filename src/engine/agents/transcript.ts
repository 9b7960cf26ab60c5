import { appendFileSync, closeSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fixedLimits } from '../model/limits.ts';
import type { TranscriptEntry } from '../model/session.ts';
import { readTextIfPresent } from '../platform/files.ts';
import { sanitiseLine } from '../platform/terminal-text.ts';

const kinds: readonly string[] = [
  'say',
  'edit',
  'run',
  'result',
  'error',
  'output',
  'note',
  'prompt',
] satisfies TranscriptEntry['kind'][];

/** Where the raw output of a session is. */
export function rawLogFile(logsDir: string, id: string): string {
  return join(logsDir, `${id}.log`);
}

/** Where the transcript of a session is; its older half, when there is one, beside it. */
export function transcriptFile(logsDir: string, id: string): string {
  return join(logsDir, `${id}.jsonl`);
}

/** Where the exit code of a session's program is kept, for an engine that was not there when it ended. */
export function exitFile(logsDir: string, id: string): string {
  return join(logsDir, `${id}.exit`);
}

function olderFile(logsDir: string, id: string): string {
  return join(logsDir, `${id}.older.jsonl`);
}

/** How far the raw output was read when entries were written, and what the session had used by then. */
export interface Mark {
  /** A place in the raw file, at the beginning of a line. */
  readonly offset: number;
  readonly tokens: number | null;
  readonly costUsd: number | null;
  /** Not in what older versions wrote. */
  readonly inputTokens?: number | null;
  readonly outputTokens?: number | null;
  readonly model?: string | null;
}

/** So much more than the limit is held before it is cut. */
const slack = 1.25;

/** The transcript of a running session: the newest entries in memory, all that fit in a file. */
export class Transcript {
  readonly #logsDir: string;
  readonly #id: string;
  #entries: TranscriptEntry[] = [];
  #chars = 0;
  #fileBytes: number;
  /** Whether the last write failed, so that the file may end within a line. */
  #isTorn = false;

  constructor(logsDir: string, id: string) {
    this.#logsDir = logsDir;
    this.#id = id;
    const present = statSync(transcriptFile(logsDir, id), { throwIfNoEntry: false });
    this.#fileBytes = present?.size ?? 0;
  }

  /** The newest entries, oldest first. */
  entries(): readonly TranscriptEntry[] {
    const { transcriptLinesHeldMax } = fixedLimits;
    return this.#entries.slice(-transcriptLinesHeldMax);
  }

  /** Adds entries; `mark` is kept with them, to say how far the raw output has been read by then. */
  add(entries: readonly TranscriptEntry[], mark: Mark): void {
    for (const entry of entries) this.#hold(entry);
    this.#write([...entries, { mark }]);
  }

  /** Says how far the raw output has been read when that is another place than the last entry says. */
  mark(mark: Mark): void {
    this.#write([{ mark }]);
  }

  /** Cut not at every entry, since each cut copies the rest. */
  #hold(entry: TranscriptEntry): void {
    const { transcriptLinesHeldMax, transcriptCharsMax } = fixedLimits;
    this.#entries.push(entry);
    this.#chars += entry.text.length;
    const isFull =
      this.#entries.length > slack * transcriptLinesHeldMax ||
      this.#chars > slack * transcriptCharsMax;
    if (!isFull) return;
    let chars = 0;
    const newest = this.#entries.slice(-transcriptLinesHeldMax);
    const from = newest.findLastIndex(({ text }) => (chars += text.length) > transcriptCharsMax);
    this.#entries = newest.slice(from + 1);
    this.#chars = this.#entries.reduce((sum, { text }) => sum + text.length, 0);
  }

  /** Takes up what an earlier engine wrote; answers how far it had read, null when nothing says so. */
  takeUp(entries: readonly TranscriptEntry[]): Mark | null {
    for (const entry of entries) this.#hold(entry);
    // Between a turn of the files and the next entry only the older file has one.
    const files = [transcriptFile(this.#logsDir, this.#id), olderFile(this.#logsDir, this.#id)];
    const [newest = ''] = files;
    this.#isTorn = !['', '\n'].includes(endOf(newest, 1));
    return files.map(lastMark).find((mark) => mark !== null) ?? null;
  }

  /** A transcript that cannot be written (a full disk) is still shown; the agent goes on, and so does the file later. */
  #write(lines: readonly (TranscriptEntry | { readonly mark: Mark })[]): void {
    const file = transcriptFile(this.#logsDir, this.#id);
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    try {
      if (this.#fileBytes > fixedLimits.transcriptBytesMax / 2) {
        renameSync(file, olderFile(this.#logsDir, this.#id));
        this.#fileBytes = 0;
      }
      appendFileSync(file, this.#isTorn ? `\n${text}` : text, { mode: 0o600 });
      this.#fileBytes += Buffer.byteLength(text);
      this.#isTorn = false;
    } catch (error) {
      if (!this.#isTorn) this.#noteLoss(lines, error);
      this.#isTorn = true;
    }
  }

  #noteLoss(lines: readonly object[], error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    const last = lines.findLast((line): line is TranscriptEntry => 'at' in line);
    const text = `this part of the transcript is not kept: ${reason}`;
    this.#hold({ at: last?.at ?? 0, kind: 'note', text });
  }
}

const markBytesMax = 256 * 1024;

/** The mark nearest to the end of a transcript; null when there is none. */
function lastMark(file: string): Mark | null {
  const text = endOf(file, markBytesMax);
  for (const line of text.split('\n').reverse()) {
    const mark = markIn(line);
    if (mark !== null) return mark;
  }
  return null;
}

/** A line that a full disk or a power cut has torn is no mark: the one before it counts. */
function markIn(line: string): Mark | null {
  if (!line.startsWith('{"mark":')) return null;
  try {
    const { mark } = JSON.parse(line) as { mark: Mark };
    return Number.isSafeInteger(mark.offset) ? mark : null;
  } catch {
    return null;
  }
}

function endOf(file: string, bytesMax: number): string {
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined) return '';
  const descriptor = openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(Math.min(size, bytesMax));
    const bytes = readSync(descriptor, buffer, 0, buffer.length, size - buffer.length);
    return buffer.subarray(0, bytes).toString('utf8');
  } finally {
    closeSync(descriptor);
  }
}

/** The newest entries of a past session; lines that are torn or are no entries are left out. */
export async function readTranscript(logsDir: string, id: string): Promise<TranscriptEntry[]> {
  const files = [olderFile(logsDir, id), transcriptFile(logsDir, id)];
  const texts = await Promise.all(files.map((file) => readTextIfPresent(file)));
  const lines = texts.flatMap((text) => (text ?? '').split('\n'));
  return lines
    .slice(-2 * fixedLimits.transcriptLinesMax)
    .flatMap(parseEntry)
    .slice(-fixedLimits.transcriptLinesMax);
}

function parseEntry(line: string): TranscriptEntry[] {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return [];
  }
  return isEntry(value) ? [{ at: value.at, kind: value.kind, text: sanitiseLine(value.text) }] : [];
}

function isEntry(value: unknown): value is TranscriptEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { at, kind, text } = value as Partial<Record<keyof TranscriptEntry, unknown>>;
  const isKind = typeof kind === 'string' && kinds.includes(kind);
  return typeof at === 'number' && isKind && typeof text === 'string';
}
