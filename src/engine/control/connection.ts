import type { Socket } from 'node:net';
import type { EngineEvent } from '../model/event.ts';
import type { Clock } from '../platform/clock.ts';
import { LineSplitter } from '../platform/line-splitter.ts';
import { dispatch } from './dispatch.ts';
import { readRequest } from './messages.ts';
import type { ControlledEngine, ControlledTools } from './methods.ts';
import { Subscription } from './subscription.ts';

/** The bounds of the control socket. */
export interface ControlLimits {
  readonly controlConnectionsMax: number;
  readonly controlRequestBytesMax: number;
  readonly controlEventsHeldMax: number;
  readonly controlUnreadMsMax: number;
  readonly controlIdleMsMax: number;
}

/** What a connection works with. */
export interface ConnectionParts {
  readonly engine: ControlledEngine;
  readonly tools: ControlledTools | null;
  readonly clock: Clock;
  readonly limits: ControlLimits;
}

/**
 * One program at the other end. Its requests are done one after another, each answered before the next is looked at, and
 * nothing more is read or told while it does not read what it was told: so it can fill no memory of the engine.
 */
export class Connection {
  readonly #socket: Socket;
  readonly #parts: ConnectionParts;
  readonly #lines: LineSplitter;
  readonly #waiting: string[] = [];
  #isAnswering = false;
  #hasAskedAll = false;
  #subscription: Subscription | null = null;
  #isUnread = false;
  readonly #gone = new AbortController();
  #cancelTimer: () => void = () => undefined;

  constructor(socket: Socket, parts: ConnectionParts) {
    this.#socket = socket;
    this.#parts = parts;
    this.#lines = new LineSplitter(parts.limits.controlRequestBytesMax);
    socket.on('data', (chunk: Buffer) => {
      this.#take(this.#lines.push(chunk));
    });
    // A last line without its end is a request all the same; half of one is no JSON and is told so.
    socket.once('end', () => {
      this.#hasAskedAll = true;
      this.#take(this.#lines.end());
    });
    socket.once('close', () => {
      this.#gone.abort();
      this.#cancelTimer();
      this.#subscription = null;
      this.#waiting.length = 0;
    });
    // Whoever goes away in the middle of things is told by `close` as well.
    socket.on('error', () => undefined);
    this.#waitForRequest();
  }

  /** An event has happened. */
  happened(event: EngineEvent): void {
    this.#subscription?.hold(event);
  }

  /** The view has changed. Never throws: what goes wrong while somebody is told ends this connection, not the engine. */
  changed(): void {
    // What has changed meanwhile is told together, once what was told has been read.
    if (this.#subscription === null || this.#isUnread) return;
    try {
      const change = this.#subscription.next();
      if (change !== undefined) {
        void this.#write({ jsonrpc: '2.0', method: 'changed', params: change });
      }
    } catch {
      this.#socket.destroy();
    }
  }

  /** Says the last things and closes. */
  end(): void {
    this.changed();
    this.#socket.end();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #take(lines: readonly string[]): void {
    for (const line of lines) if (line.trim() !== '') this.#waiting.push(line);
    if (!this.#isAnswering) void this.#answerAll();
  }

  async #answerAll(): Promise<void> {
    this.#isAnswering = true;
    this.#cancelTimer();
    this.#socket.pause();
    for (let line = this.#waiting.shift(); line !== undefined; line = this.#waiting.shift()) {
      await this.#answer(line);
    }
    this.#isAnswering = false;
    if (this.#socket.destroyed) return;
    this.#socket.resume();
    if (this.#hasAskedAll) {
      this.#subscription = null;
      this.#socket.end();
    }
    this.#waitForRequest();
  }

  async #answer(line: string): Promise<void> {
    const reading = readRequest(line, this.#parts.limits.controlRequestBytesMax);
    if (reading.kind === 'wrong') {
      await this.#write({ jsonrpc: '2.0', id: reading.id, error: reading.error });
      return;
    }
    const { request } = reading;
    const { engine, clock } = this.#parts;
    // The answer to `subscribe` comes before the first change.
    const wish = { isToFollow: false };
    const subscribe = () => {
      wish.isToFollow = true;
    };
    const asked = { engine, tools: this.#parts.tools, now: () => clock.now(), subscribe };
    const progress = (message: string) => {
      // It also tells whether the other end is still there: while an answer is made nothing is read.
      void this.#write({ jsonrpc: '2.0', method: 'progress', params: { message } });
    };
    const answer = await dispatch({ ...asked, progress, gone: this.#gone.signal }, request);
    if (request.id !== undefined) {
      const outcome =
        answer.kind === 'result' ? { result: answer.result } : { error: answer.error };
      await this.#write({ jsonrpc: '2.0', id: request.id, ...outcome });
    }
    if (wish.isToFollow && !this.#socket.destroyed) this.#follow();
  }

  #follow(): void {
    const { engine, limits } = this.#parts;
    this.#subscription ??= new Subscription(engine, limits.controlEventsHeldMax);
    this.changed();
  }

  /** Writes a message and waits until it was read; one who reads nothing for too long is dropped. */
  async #write(message: unknown): Promise<void> {
    const socket = this.#socket;
    if (socket.destroyed || socket.write(`${JSON.stringify(message)}\n`)) return;
    this.#isUnread = true;
    const { clock, limits } = this.#parts;
    const cancel = clock.after(limits.controlUnreadMsMax, () => socket.destroy());
    await readOrGone(socket);
    cancel();
    this.#isUnread = false;
    this.changed();
  }

  /** One who neither follows the run nor asks anything takes the place of another. */
  #waitForRequest(): void {
    this.#cancelTimer();
    if (this.#subscription !== null) return;
    const { clock, limits } = this.#parts;
    this.#cancelTimer = clock.after(limits.controlIdleMsMax, () => this.#socket.destroy());
  }
}

/** Waits until a full socket has been read, or its program is gone. */
function readOrGone(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const over = () => {
      // Of both, or each message to a slow reader would leave one behind.
      socket.off('drain', over);
      socket.off('close', over);
      resolve();
    };
    socket.on('drain', over);
    socket.on('close', over);
  });
}
