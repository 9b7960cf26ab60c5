import { isSameRect, type Layer, type Rect } from './layer.ts';

/**
 * How soon a change must be seen: at the layer's next turn; at once because a person caused it; or at once if a person has
 * just pressed a key, whose answer it probably is, and else at the next turn.
 */
export type Urgency = 'turn' | 'now' | 'answer';

/** What a layer tells the screen it stands on. */
export interface Stage {
  /** Something moved, came, went or changed its height: what is visible must be worked out again. */
  geometryChanged(): void;
  contentChanged(layer: BaseLayer, urgency: Urgency): void;
  removed(layer: BaseLayer): void;
}

/** The part that regions and surfaces share: a place, a height and the wish to be painted. */
export abstract class BaseLayer implements Layer {
  readonly #stage: Stage;
  #rect: Rect;
  #z: number;
  #visible: boolean;
  #isDisposed = false;
  /** Raised by every new layer, so that of two with the same z the later one is above. */
  readonly order: number;
  isFocused = false;
  isDirty = true;
  /** When it must be painted, in the clock's monotonic milliseconds. */
  dueAt = 0;
  paintedAt = -Infinity;

  constructor(stage: Stage, options: { rect: Rect; z: number; visible: boolean; order: number }) {
    this.#stage = stage;
    this.#rect = options.rect;
    this.#z = options.z;
    this.#visible = options.visible;
    this.order = options.order;
  }

  /** The row `y` of the rectangle, with SGR and of any width; the compositor cuts and pads it. */
  abstract row(y: number): string;

  get rect(): Rect {
    return this.#rect;
  }

  get z(): number {
    return this.#z;
  }

  get visible(): boolean {
    return this.#visible;
  }

  setRect(rect: Rect): void {
    if (this.#isDisposed || isSameRect(rect, this.#rect)) return;
    const before = this.#rect;
    this.#rect = rect;
    this.rectChanged(before);
    this.#stage.geometryChanged();
  }

  setZ(z: number): void {
    if (z === this.#z) return;
    this.#z = z;
    this.#stage.geometryChanged();
  }

  show(): void {
    this.#setVisible(true);
  }

  hide(): void {
    this.#setVisible(false);
  }

  setFocused(focused: boolean): void {
    this.isFocused = focused;
  }

  dispose(): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    this.disposed();
    this.#stage.removed(this);
  }

  protected get isDisposed(): boolean {
    return this.#isDisposed;
  }

  protected changed(urgency: Urgency): void {
    if (!this.#isDisposed) this.#stage.contentChanged(this, urgency);
  }

  /** The rectangle is another one now. */
  protected abstract rectChanged(before: Rect): void;

  protected abstract disposed(): void;

  #setVisible(visible: boolean): void {
    if (this.#isDisposed || visible === this.#visible) return;
    this.#visible = visible;
    this.#stage.geometryChanged();
  }
}
