import { cutRow } from './clip.ts';
import type { BaseLayer } from './base-layer.ts';
import { spansOfRow, stacked, type Span } from './spans.ts';

/** A span and what the terminal shows there. */
interface PaintedSpan extends Span<BaseLayer> {
  /** Column of the layer's row where the span begins. */
  readonly offset: number;
  /** The whole row of the layer as last painted; null is not known. */
  shown: string | null;
}

/**
 * Knows what the terminal shows and says what to write so that it shows the layers as they are now. It compares whole rows
 * of layers, not cells: a row that has not changed costs one comparison of strings.
 */
export class Compositor {
  readonly layers = new Set<BaseLayer>();
  #rows: PaintedSpan[][] = [];
  #columns = 0;
  #height = 0;
  #isStale = true;

  /** Another size: nothing on the terminal is known any more. */
  setSize(size: { readonly columns: number; readonly rows: number }): void {
    this.#columns = size.columns;
    this.#height = size.rows;
    this.forget();
  }

  /** The terminal may show anything: the next paint writes every cell. */
  forget(): void {
    this.#rows = [];
    this.#isStale = true;
  }

  /** A layer moved, came, went, or changed its z. */
  geometryChanged(): void {
    this.#isStale = true;
  }

  /** True when the next paint looks at all layers, not only at those it is given. */
  get isStale(): boolean {
    return this.#isStale;
  }

  /** What to write so that the given layers are up to date; empty when nothing differs. */
  paint(layers: Iterable<BaseLayer>): string {
    if (this.#isStale) return this.#paintAll();
    let out = '';
    for (const layer of layers) out += this.#paintLayer(layer);
    return out;
  }

  #paintLayer(layer: BaseLayer): string {
    let out = '';
    const last = Math.min(this.#height, layer.rect.y + layer.rect.height);
    for (let y = Math.max(0, layer.rect.y); y < last; y += 1) {
      for (const span of this.#rows[y] ?? []) {
        if (span.sheet === layer) out += paintSpan(span, y);
      }
    }
    return out;
  }

  #paintAll(): string {
    const sheets = stacked(this.layers);
    let out = '';
    for (let y = 0; y < this.#height; y += 1) {
      const before = this.#rows[y] ?? [];
      const spans = spansOfRow(sheets, { y, columns: this.#columns }).map((span) =>
        withShown(span, before),
      );
      this.#rows[y] = spans;
      for (const span of spans) out += paintSpan(span, y);
    }
    this.#isStale = false;
    return out;
  }
}

function withShown(span: Span<BaseLayer>, before: readonly PaintedSpan[]): PaintedSpan {
  const offset = span.sheet === null ? 0 : span.from - span.sheet.rect.x;
  const same = before.find(
    (old) =>
      old.from === span.from &&
      old.to === span.to &&
      old.sheet === span.sheet &&
      old.offset === offset,
  );
  return { ...span, offset, shown: same?.shown ?? null };
}

function paintSpan(span: PaintedSpan, y: number): string {
  const text = span.sheet === null ? '' : span.sheet.row(y - span.sheet.rect.y);
  if (text === span.shown) return '';
  span.shown = text;
  const cells = cutRow(text, {
    from: span.offset,
    to: span.offset + span.to - span.from,
    column: span.from,
  });
  return `\u001b[${String(y + 1)};${String(span.from + 1)}H${cells}`;
}
