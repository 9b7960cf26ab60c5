import type { RunSummary } from './store/engine-types.ts';

/** How the screen came to its end. */
export type UiEnd =
  /** The person left and nothing was at work. */
  | { readonly kind: 'quit' }
  /** The person left; the run was stopped with checkpoints first. */
  | { readonly kind: 'stopped'; readonly summary: RunSummary }
  /** The run ended and the screen was asked to end with it. */
  | { readonly kind: 'finished'; readonly summary: RunSummary }
  /** Ctrl+C twice: nothing was asked of the engine. */
  | { readonly kind: 'interrupted' }
  /** The terminal is gone, or `end` was called. */
  | { readonly kind: 'closed' };
