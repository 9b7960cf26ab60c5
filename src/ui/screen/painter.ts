import type { BaseLayer, Stage, Urgency } from './base-layer.ts';
import { Compositor } from './compositor.ts';
import { FramePace } from './frame-pace.ts';
import type { ScreenClock } from './screen-clock.ts';
import type { ScreenSize } from './screen-contract.ts';
import { screenLimits } from './screen-limits.ts';
import { frameBegin, frameEnd } from './terminal-modes.ts';
import type { Terminal } from './terminal.ts';

// Layers due this soon are painted along, which saves a write of their own.
const turnSlackMs = 6;

/** Decides when which layer is painted. Nothing is scheduled while nothing has changed. */
export class Painter implements Stage {
  readonly #terminal: Terminal;
  readonly #clock: ScreenClock;
  readonly #compositor = new Compositor();
  readonly #pace = new FramePace();
  #inputUntil = -Infinity;
  #isHeld = false;
  #immediate: NodeJS.Immediate | null = null;
  #turn: { readonly at: number; readonly cancel: () => void } | null = null;

  constructor(terminal: Terminal, clock: ScreenClock) {
    this.#terminal = terminal;
    this.#clock = clock;
  }

  get layers(): ReadonlySet<BaseLayer> {
    return this.#compositor.layers;
  }

  add<T extends BaseLayer>(layer: T): T {
    this.#compositor.layers.add(layer);
    this.geometryChanged();
    return layer;
  }

  removed(layer: BaseLayer): void {
    this.#compositor.layers.delete(layer);
    this.geometryChanged();
  }

  geometryChanged(): void {
    this.#compositor.geometryChanged();
    this.soon();
  }

  contentChanged(layer: BaseLayer, urgency: Urgency): void {
    const now = this.#clock.monotonic();
    const wasDirty = layer.isDirty;
    layer.isDirty = true;
    if (!layer.visible) return;
    if (urgency === 'now' || (urgency === 'answer' && now < this.#inputUntil)) {
      layer.dueAt = now;
      this.soon();
      return;
    }
    if (!wasDirty) layer.dueAt = this.#pace.dueAt(layer, now);
    this.#at(layer.dueAt);
  }

  /** A person did something: what answers it must not wait for its turn. */
  heardInput(): void {
    this.#inputUntil = this.#clock.monotonic() + screenLimits.inputWindowMs;
  }

  setSize(size: ScreenSize): void {
    this.#compositor.setSize(size);
    this.soon();
  }

  /** Paints every cell again. */
  forget(): void {
    this.#compositor.forget();
    this.soon();
  }

  /** While held nothing is painted, for the places of the layers are about to change. */
  hold(isHeld: boolean): void {
    this.#isHeld = isHeld;
    if (!isHeld) this.soon();
  }

  /** Paints as soon as the present turn of the event loop is over. */
  soon(): void {
    if (this.#immediate !== null || !this.#terminal.isReady || this.#isHeld) return;
    this.#immediate = setImmediate(() => {
      this.#immediate = null;
      this.#paint(this.#clock.monotonic() + turnSlackMs);
    });
  }

  /** Paints all that has changed now. */
  flush(): void {
    this.#paint(Infinity);
  }

  /** Forgets all plans to paint. */
  stop(): void {
    if (this.#immediate !== null) clearImmediate(this.#immediate);
    this.#immediate = null;
    this.#turn?.cancel();
    this.#turn = null;
  }

  #at(due: number): void {
    if (this.#immediate !== null || !this.#terminal.isReady || this.#isHeld) return;
    const wait = due - this.#clock.monotonic();
    if (wait <= 0) {
      this.soon();
      return;
    }
    if (this.#turn !== null) {
      if (this.#turn.at <= due) return;
      this.#turn.cancel();
    }
    const cancel = this.#clock.after(wait, () => {
      this.#turn = null;
      this.#paint(this.#clock.monotonic() + turnSlackMs);
    });
    this.#turn = { at: due, cancel };
  }

  #paint(until: number): void {
    if (!this.#terminal.isReady || this.#isHeld) return;
    const isAll = this.#compositor.isStale;
    const due = [...this.layers].filter(
      (layer) => layer.isDirty && layer.visible && (isAll || layer.dueAt <= until),
    );
    const out = this.#compositor.paint(due);
    const start = this.#clock.monotonic();
    if (out !== '') {
      this.#terminal.write(frameBegin + out + frameEnd, () => {
        this.soon();
      });
      this.#pace.wrote(this.#clock.monotonic() - start);
    }
    for (const layer of due) {
      layer.isDirty = false;
      layer.paintedAt = start;
    }
    this.#planNext();
  }

  #planNext(): void {
    let next = Infinity;
    for (const layer of this.layers) {
      if (layer.isDirty && layer.visible) next = Math.min(next, layer.dueAt);
    }
    if (next !== Infinity) this.#at(next);
  }
}
