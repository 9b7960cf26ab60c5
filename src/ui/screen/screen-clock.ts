/** The part of the program's clock that the screen needs; the clock of `engine/platform` fits. */
export interface ScreenClock {
  /** Milliseconds that never jump. */
  monotonic(): number;
  /** Runs `fn` once after `ms`; the result cancels it. */
  after(ms: number, fn: () => void): () => void;
}
