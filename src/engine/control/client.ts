import { connect, type Socket } from 'node:net';
import { z } from 'zod';
import { AgentTuiError } from '../model/error.ts';
import { fixedLimits } from '../model/limits.ts';
import type { Clock } from '../platform/clock.ts';
import { LineSplitter } from '../platform/line-splitter.ts';
import type { StatusChange } from './live-status.ts';
import type { MethodName, ParamsOf, ResultOf } from './methods.ts';

/** The other end of the control socket of a running engine. */
export interface ControlClient {
  /**
   * Asks the engine for something.
   * @throws AgentTuiError with the engine's own words when it refuses, or `environment` when it does not answer.
   */
  call<Name extends MethodName>(
    name: Name,
    params: ParamsOf<Name>,
    limitMs?: number,
  ): Promise<ResultOf<Name>>;
  /** Hears every change after `subscribe`; the first one is everything. */
  onChanged(listener: (change: StatusChange) => void): void;
  /** Hears how far a call is. */
  onProgress(listener: (message: string) => void): void;
  /** Settles when the engine has closed the connection, or when it was lost. */
  readonly closed: Promise<void>;
  close(): void;
}

const message = z.object({
  id: z.number().nullish(),
  method: z.string().optional(),
  params: z.unknown().optional(),
  result: z.unknown().optional(),
  error: z
    .object({
      message: z.string(),
      data: z
        .object({ code: z.enum(['usage', 'environment', 'interrupted']), hint: z.string() })
        .optional(),
    })
    .optional(),
});

type Message = z.infer<typeof message>;

interface Call {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: AgentTuiError) => void;
}

/** Connects to a control socket; rejects with the system's error when nobody listens there. */
export function connectClient(path: string, clock: Clock): Promise<ControlClient> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(new Client(socket, clock));
    });
  });
}

class Client implements ControlClient {
  readonly closed: Promise<void>;
  readonly #socket: Socket;
  readonly #clock: Clock;
  readonly #lines = new LineSplitter(fixedLimits.controlAnswerBytesMax);
  readonly #calls = new Map<number, Call>();
  #lastId = 0;
  #listener: (change: StatusChange) => void = () => undefined;
  #progress: (message: string) => void = () => undefined;

  constructor(socket: Socket, clock: Clock) {
    this.#socket = socket;
    this.#clock = clock;
    this.closed = new Promise((resolve) => {
      socket.once('close', () => {
        for (const call of this.#calls.values()) call.reject(goneAway());
        this.#calls.clear();
        resolve();
      });
    });
    socket.on('data', (chunk: Buffer) => {
      for (const line of this.#lines.push(chunk)) this.#take(line);
    });
    // `close` follows.
    socket.on('error', () => undefined);
  }

  async call<Name extends MethodName>(
    method: Name,
    params: ParamsOf<Name>,
    limitMs: number = fixedLimits.controlActionMsMax,
  ): Promise<ResultOf<Name>> {
    this.#lastId += 1;
    const id = this.#lastId;
    const line = `${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`;
    if (Buffer.byteLength(line) > fixedLimits.controlRequestBytesMax) throw tooMuch();
    if (this.#socket.destroyed) throw goneAway();
    const answered = new Promise<unknown>((resolve, reject) => {
      const cancel = this.#clock.after(limitMs, () => {
        this.#settle(id)?.reject(noAnswer(limitMs));
      });
      this.#calls.set(id, {
        resolve: (result) => {
          cancel();
          resolve(result);
        },
        reject: (error) => {
          cancel();
          reject(error);
        },
      });
    });
    this.#socket.write(line);
    // The engine speaks the same version, as its first word has said.
    return (await answered) as ResultOf<Name>;
  }

  onChanged(listener: (change: StatusChange) => void): void {
    this.#listener = listener;
  }

  onProgress(listener: (message: string) => void): void {
    this.#progress = listener;
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(line: string): void {
    const read = message.safeParse(parsed(line));
    if (!read.success) {
      this.#socket.destroy();
      return;
    }
    const { id, method, params, result, error } = read.data;
    if (method === 'changed') this.#listener(params as StatusChange);
    else if (method === 'progress') this.#progress((params as { message: string }).message);
    else if (id == null) {
      if (error !== undefined) this.#refusedAll(error);
    } else {
      const call = this.#settle(id);
      if (error === undefined) call?.resolve(result);
      else call?.reject(errorOf(error));
    }
  }

  /** The engine refuses this connection as such. */
  #refusedAll(error: NonNullable<Message['error']>): void {
    for (const call of this.#calls.values()) call.reject(errorOf(error));
    this.#calls.clear();
  }

  #settle(id: number): Call | undefined {
    const call = this.#calls.get(id);
    this.#calls.delete(id);
    return call;
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function errorOf({ message: text, data }: NonNullable<Message['error']>): AgentTuiError {
  return new AgentTuiError(data?.code ?? 'environment', text, {
    hint: data?.hint ?? 'the engine that runs may be another version: quit it and start it again',
  });
}

/** The engine was asked and has not answered. */
export class NoAnswer extends AgentTuiError {
  /** Whether it went away, or says nothing for too long. */
  readonly reason: 'gone' | 'late';

  constructor(reason: 'gone' | 'late', message: string, hint: string) {
    super('environment', message, { hint });
    this.reason = reason;
  }
}

function goneAway(): NoAnswer {
  const message = 'the engine went away before it answered';
  return new NoAnswer('gone', message, 'agent-tui status shows what was done');
}

function noAnswer(limitMs: number): NoAnswer {
  const message = `the engine has not answered for ${String(Math.round(limitMs / 1000))} s`;
  return new NoAnswer('late', message, 'it may still do it; agent-tui status shows what was done');
}

function tooMuch(): AgentTuiError {
  const bytes = String(fixedLimits.controlRequestBytesMax);
  return new AgentTuiError('usage', `this is more than ${bytes} bytes`, {
    hint: 'ask in smaller parts',
  });
}
