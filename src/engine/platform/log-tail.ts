import { fstatSync, ftruncateSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { Clock } from './clock.ts';
import { fixedLimits } from '../model/limits.ts';
import { isSystemError } from './files.ts';

const readBytes = 64 * 1024;
/** One look at the file reads no more than this, so that a flood of one program leaves time for the others. */
const lookBytesMax = 1024 * 1024;

/** What to follow, how often to look, and how large the file may become. */
export interface TailOptions {
  readonly path: string;
  readonly clock: Clock;
  readonly pollMs: number;
  readonly bytesMax: number;
  /** Where to begin; by default at the beginning. */
  readonly from?: number;
  /** `end` is the place in the file behind the chunk, which is overwritten after the call. */
  readonly onChunk: (chunk: Buffer, end: number) => void;
  /** The file was emptied: places in it begin anew. */
  readonly onEmptied?: () => void;
  /** Bytes that were thrown away unread because the file grew faster than it could be read. */
  readonly onLoss?: (bytes: number) => void;
}

/** A file that is being followed. */
export interface LogTail {
  /** Reads to the present end of the file; of a long unread rest only the last part, so that it takes no time. */
  drain(): Promise<void>;
  stop(): void;
  /** Bytes written to the file so far, as far as they were seen. */
  bytes(): number;
}

/**
 * Follows a file that another process appends to. It may not be there yet; when it exceeds `bytesMax` it is emptied
 * under the writer, whose descriptor must be in append mode so that it goes on at the new end.
 */
export function tailFile(options: TailOptions): LogTail {
  return new FollowedFile(options);
}

class FollowedFile implements LogTail {
  readonly #options: TailOptions;
  readonly #buffer = Buffer.allocUnsafe(readBytes);
  readonly #cancel: () => void;
  #file: FileHandle | null = null;
  #offset = 0;
  #seen = 0;
  #stopped = false;
  #looking: Promise<void> | null = null;

  constructor(options: TailOptions) {
    this.#options = options;
    this.#offset = options.from ?? 0;
    this.#cancel = options.clock.every(options.pollMs, () => {
      if (this.#looking === null) void this.#look(lookBytesMax);
    });
  }

  async drain(): Promise<void> {
    while (this.#looking !== null) await this.#looking;
    if (this.#stopped) return;
    await this.#look(2 * fixedLimits.drainBytesMax, true);
  }

  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#cancel();
    if (this.#looking === null) void this.#close();
  }

  bytes(): number {
    return this.#seen;
  }

  /** Only one look is under way at a time, else two would read the same bytes. */
  #look(bytesMax: number, isLast = false): Promise<void> {
    // What cannot be read now (no descriptor left, say) is read at the next look.
    const unreadable = () => undefined;
    const looking = this.#readOn(bytesMax, isLast)
      .catch(unreadable)
      .finally(() => {
        this.#looking = null;
        if (this.#stopped) void this.#close();
      });
    this.#looking = looking;
    return looking;
  }

  async #readOn(bytesMax: number, isLast: boolean): Promise<void> {
    this.#file ??= await openIfPresent(this.#options.path);
    const file = this.#file;
    if (file === null) return;
    const { size } = await file.stat();
    if (size < this.#offset) this.#offset = 0;
    if (isLast) this.#skip(size, fixedLimits.drainBytesMax);
    for (let read = 0; read < bytesMax && !this.#stopped;) {
      const { bytesRead } = await file.read(this.#buffer, 0, readBytes, this.#offset);
      if (bytesRead === 0) break;
      read += bytesRead;
      this.#offset += bytesRead;
      this.#seen += bytesRead;
      this.#options.onChunk(this.#buffer.subarray(0, bytesRead), this.#offset);
    }
    this.#emptyIfLarge(file);
  }

  /** Leaves out what there is no time for: the end of what was printed says more than the middle. */
  #skip(size: number, keptBytes: number): void {
    const lost = size - this.#offset - keptBytes;
    if (lost <= 0) return;
    this.#offset += lost;
    this.#seen += lost;
    this.#options.onLoss?.(lost);
  }

  /** Reads the rest and cuts without a turn of the event loop between, so that hardly a byte can come in the gap. */
  #emptyIfLarge(file: FileHandle): void {
    const { bytesMax, onChunk, onLoss } = this.#options;
    const { size } = fstatSync(file.fd);
    if (size <= bytesMax) return;
    this.#skip(size, lookBytesMax);
    for (let read = 0; read < lookBytesMax;) {
      const bytesRead = readSync(file.fd, this.#buffer, 0, readBytes, this.#offset);
      if (bytesRead === 0) break;
      read += bytesRead;
      this.#offset += bytesRead;
      this.#seen += bytesRead;
      onChunk(this.#buffer.subarray(0, bytesRead), 0);
    }
    const lost = fstatSync(file.fd).size - this.#offset;
    ftruncateSync(file.fd, 0);
    this.#offset = 0;
    this.#options.onEmptied?.();
    if (lost <= 0) return;
    this.#seen += lost;
    onLoss?.(lost);
  }

  async #close(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    await file?.close();
  }
}

async function openIfPresent(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, 'r+');
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return null;
    throw error;
  }
}
