import { fixedLimits } from '../model/limits.ts';
import type { TranscriptEntry } from '../model/session.ts';
import type { Clock } from '../platform/clock.ts';
import { LineSplitter } from '../platform/line-splitter.ts';
import { tailFile } from '../platform/log-tail.ts';
import type { LogTail } from '../platform/log-tail.ts';
import { sanitise } from '../platform/terminal-text.ts';
import type { PriceOf } from '../models/prices.ts';
import type { DriverEvent, LineReader } from './driver.ts';
import { Transcript, rawLogFile } from './transcript.ts';
import type { Mark } from './transcript.ts';
import { addUsage, noUsage, type Usage } from './usage.ts';

const tailLinesMax = 3;
const tailCharsMax = 600;

/** Whose output, and where it is. */
export interface SessionOutputOptions {
  readonly clock: Clock;
  readonly logsDir: string;
  readonly id: string;
  readonly reader: LineReader;
  readonly priceOf: PriceOf;
  /** The one that the agent was started with. */
  readonly model: string | null;
  /** What an earlier engine has read of it already. */
  readonly earlier?: readonly TranscriptEntry[];
}

/** The output of one session on its way from the log file to whoever looks at it; sanitised here and nowhere else. */
export class SessionOutput {
  readonly #clock: Clock;
  readonly #reader: LineReader;
  readonly #splitter = new LineSplitter(fixedLimits.lineBytesMax);
  readonly #transcript: Transcript;
  readonly #listeners = new Set<(entries: TranscriptEntry[]) => void>();
  readonly #usageListeners = new Set<() => void>();
  readonly #list: { readonly priceOf: PriceOf; readonly model: string | null };
  readonly #tail: LogTail;
  #usage: Usage = noUsage;
  /** Monotonic time of the last output. */
  #heardAt: number;
  /** How far the raw file was read, to the end of a line. */
  #readTo = 0;

  constructor(options: SessionOutputOptions) {
    const { clock, logsDir, id, reader, earlier, priceOf, model } = options;
    this.#clock = clock;
    this.#list = { priceOf, model };
    this.#reader = reader;
    this.#heardAt = clock.monotonic();
    this.#transcript = new Transcript(logsDir, id);
    if (earlier !== undefined) this.#takeUp(earlier);
    this.#tail = tailFile({
      path: rawLogFile(logsDir, id),
      clock,
      pollMs: fixedLimits.tailIntervalMs,
      bytesMax: fixedLimits.sessionLogBytesMax,
      from: this.#readTo,
      onChunk: (chunk, end) => {
        this.#heardAt = clock.monotonic();
        const lines = this.#splitter.push(chunk);
        this.#readTo = Math.max(0, end - this.#splitter.heldBytes);
        this.#take(lines);
      },
      onEmptied: () => {
        this.#readTo = 0;
        this.#transcript.mark(this.#mark());
      },
      onLoss: (bytes) => {
        this.note(`${String(bytes)} bytes of output came too fast to be read`);
      },
    });
  }

  /** Goes on where an earlier engine stopped reading, so that no line is lost and none is told twice. */
  #takeUp(entries: readonly TranscriptEntry[]): void {
    const mark = this.#transcript.takeUp(entries);
    if (mark === null) return;
    this.#readTo = mark.offset;
    const { offset: _, ...usage } = mark;
    this.#usage = { ...noUsage, ...usage };
  }

  heardAt(): number {
    return this.#heardAt;
  }

  usage(): Usage {
    return this.#usage;
  }

  entries(): readonly TranscriptEntry[] {
    return this.#transcript.entries();
  }

  onEntries(listener: (entries: TranscriptEntry[]) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Tells when the agent has said that it has used something. */
  onUsage(listener: () => void): () => void {
    this.#usageListeners.add(listener);
    return () => {
      this.#usageListeners.delete(listener);
    };
  }

  /** Adds something that the engine has to say. */
  note(text: string): void {
    this.#add(this.#entriesOf({ kind: 'note', text }));
  }

  /** Adds what the agent was asked. */
  prompt(text: string): void {
    this.#add(this.#entriesOf({ kind: 'prompt', text: text.trimEnd() }));
  }

  /** Stops reading; the agent writes on, and whoever takes the session over reads on from here. */
  letGo(): void {
    this.#tail.stop();
  }

  /** Reads what is left and lets go of the file. */
  async end(): Promise<void> {
    try {
      await this.#tail.drain();
    } finally {
      this.#tail.stop();
      this.#take(this.#splitter.end());
    }
  }

  /** The last words of the agent; null when it said nothing. */
  lastWords(): string | null {
    const said = this.entries().filter(({ kind, text }) => {
      return kind !== 'prompt' && kind !== 'note' && text.trim() !== '';
    });
    const words = said.slice(-tailLinesMax).map(({ text }) => text.trim());
    return words.length === 0 ? null : words.join('\n').slice(-tailCharsMax);
  }

  #take(lines: readonly string[]): void {
    const entries: TranscriptEntry[] = [];
    const before = this.#usage;
    for (const event of lines.flatMap((line) => this.#reader(line))) {
      if (event.kind === 'usage') this.#usage = addUsage(this.#usage, event, this.#list);
      else entries.push(...this.#entriesOf(event));
    }
    // Before anything is written: whoever keeps a budget must not wait for a disk.
    if (this.#usage !== before) for (const listener of this.#usageListeners) listener();
    this.#add(entries);
  }

  /** One entry for each line, so that an entry is always one row. */
  #entriesOf(event: Exclude<DriverEvent, { kind: 'usage' }>): TranscriptEntry[] {
    const at = this.#clock.now();
    return sanitise(event.text)
      .split('\n')
      .map((text) => ({ at, kind: event.kind, text }));
  }

  #mark(): Mark {
    return { offset: this.#readTo, ...this.#usage };
  }

  #add(entries: TranscriptEntry[]): void {
    if (entries.length === 0) return;
    this.#transcript.add(entries, this.#mark());
    for (const listener of this.#listeners) listener(entries);
  }
}
