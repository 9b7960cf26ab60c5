/**
 * How long holders have been silent, by the beats that were counted between sweeps. Time in which nobody swept (a machine
 * that slept, a stopped process) counts as one sweep at most: the holders could not be heard then. PURE but for its memory.
 */
export class Silence {
  readonly #leaseDurationMs: number;
  readonly #sweepGapMsMax: number;
  #sweptAt: number | null = null;
  #heard = new Map<string, { readonly beats: number; readonly silentMs: number }>();

  constructor(leaseDurationMs: number, sweepGapMsMax: number) {
    this.#leaseDurationMs = leaseDurationMs;
    this.#sweepGapMsMax = sweepGapMsMax;
  }

  /** Takes what is seen now (a counter for each holder) at a monotonic time; answers the holders that were silent too long. */
  sweep(seen: ReadonlyMap<string, number>, at: number): string[] {
    const passed = this.#sweptAt === null ? 0 : Math.min(at - this.#sweptAt, this.#sweepGapMsMax);
    this.#sweptAt = at;
    const heard = new Map<string, { beats: number; silentMs: number }>();
    for (const [holder, beats] of seen) {
      const before = this.#heard.get(holder);
      const isSilent = before?.beats === beats;
      heard.set(holder, { beats, silentMs: isSilent ? before.silentMs + passed : 0 });
    }
    this.#heard = heard;
    return [...heard]
      .filter(([, { silentMs }]) => silentMs >= this.#leaseDurationMs)
      .map(([holder]) => holder);
  }
}
