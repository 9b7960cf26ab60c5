import { screenLimits } from './screen-limits.ts';

const writeShareMax = 0.25;
const weightOfNewest = 0.2;

/** How often layers are painted: fast for a focused one, slower for all when the terminal takes long to write to. */
export class FramePace {
  #writeMs = 0;

  /** How long the last write took. */
  wrote(durationMs: number): void {
    this.#writeMs += (durationMs - this.#writeMs) * weightOfNewest;
  }

  /** Milliseconds between two paints of a layer, such that writing takes at most a quarter of the time. */
  interval(isFocused: boolean): number {
    const base = isFocused ? screenLimits.focusedIntervalMs : screenLimits.otherIntervalMs;
    return Math.min(base * screenLimits.slowdownMax, Math.max(base, this.#writeMs / writeShareMax));
  }

  /**
   * When a layer that has just changed is to be painted. The moments lie on a grid, so that layers which change all the
   * time are painted together, in one write.
   */
  dueAt(layer: { readonly isFocused: boolean; readonly paintedAt: number }, now: number): number {
    if (layer.paintedAt === -Infinity) return now;
    const interval = this.interval(layer.isFocused);
    return Math.max(now, (Math.floor(layer.paintedAt / interval) + 1) * interval);
  }
}
