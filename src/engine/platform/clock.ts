/** The only way to time: wall time is for people, monotonic time for every duration. */
export interface Clock {
  /** Wall-clock milliseconds since 1970. */
  now(): number;
  /** Milliseconds that never run backwards; only differences mean something. */
  monotonic(): number;
  /** Calls once after a while; the result cancels. */
  after(delayMs: number, call: () => void): () => void;
  /** Calls again and again; the result cancels. */
  every(intervalMs: number, call: () => void): () => void;
}

/** The machine's own clock. Its timers keep the process alive until they are cancelled. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(delayMs, call) {
    const timer = setTimeout(call, delayMs);
    return () => {
      clearTimeout(timer);
    };
  },
  every(intervalMs, call) {
    const timer = setInterval(call, intervalMs);
    return () => {
      clearInterval(timer);
    };
  },
};

/** Calls as soon as what has come in meanwhile (a key, a request) was looked at. */
export function nextTurn(call: () => void): void {
  setImmediate(call);
}

/** Resolves after a while on the given clock. */
export function wait(clock: Clock, delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(delayMs, resolve);
  });
}

/** What became of a promise that was given a limited time. */
export type Timed<Value> =
  { readonly kind: 'in-time'; readonly value: Value } | { readonly kind: 'too-late' };

/** Waits for a promise, but no longer than the limit. */
export async function within<Value>(
  clock: Clock,
  limitMs: number,
  promise: Promise<Value>,
): Promise<Timed<Value>> {
  let cancel: () => void = () => undefined;
  const late = new Promise<Timed<Value>>((resolve) => {
    cancel = clock.after(limitMs, () => {
      resolve({ kind: 'too-late' });
    });
  });
  try {
    return await Promise.race([
      promise.then((value): Timed<Value> => ({ kind: 'in-time', value })),
      late,
    ]);
  } finally {
    cancel();
  }
}
