import { createContext, useContext, useEffect } from 'react';
import { BaseLayer, type Stage } from './base-layer.ts';
import { cutRow } from './clip.ts';
import type { Rect } from './layer.ts';
import { plainText } from './line-style.ts';

/**
 * What the screen paints around the content of a region by itself. Ink's cost grows with the area that it draws, and a
 * border changes more often (focus, title, counters) than what it surrounds.
 */
export interface RegionBorder {
  /** The first and the last row, as wide as the region. */
  readonly top: string;
  readonly bottom: string;
  /** One cell, at both ends of each row between. */
  readonly side: string;
  /** A row of the content that is painted in this style across its whole width, without styles of its own. */
  readonly marked: RowMark | null;
}

interface RowMark {
  readonly row: number;
  readonly sgr: string;
}

/** Takes the border of the region around a component; null where there is no such region. */
export const RegionBorders = createContext<((border: RegionBorder) => void) | null>(null);

/** Gives the region around this component its border; the content then stands inside, with a blank column at each side. */
export function useRegionBorder(border: RegionBorder): void {
  const setBorder = useContext(RegionBorders);
  // As an effect after the commit: one during it would make Ink draw the content again.
  useEffect(() => {
    setBorder?.(border);
  });
}

/** True when two borders look the same, apart from what they mark. */
export function isSameBorder(a: RegionBorder | null, b: RegionBorder): boolean {
  return a !== null && a.top === b.top && a.bottom === b.bottom && a.side === b.side;
}

/** The row `y` of a border around a region of this size. */
export function borderRow(border: RegionBorder, y: number, { width, height }: Rect): string {
  if (y === 0) return border.top;
  if (y === height - 1) return border.bottom;
  return `${border.side}${' '.repeat(Math.max(0, width - 2))}${border.side}`;
}

/** The content of a region with a border, as a layer of its own: so a border changes without it, and it without the border. */
export class InsideLayer extends BaseLayer {
  #rows: readonly string[] = [];
  #mark: RowMark | null = null;

  constructor(stage: Stage, options: { rect: Rect; z: number; order: number }) {
    super(stage, { ...options, rect: insideOf(options.rect), visible: false });
  }

  row(y: number): string {
    const row = this.#rows[y] ?? '';
    if (this.#mark?.row !== y) return row;
    const cells = cutRow(plainText(row), { from: 0, to: this.rect.width, column: null });
    return `${this.#mark.sgr}${cells}\u001b[0m`;
  }

  setContent(rows: readonly string[]): void {
    this.#rows = rows;
    this.changed('answer');
  }

  setMark(mark: RowMark | null): void {
    if (mark?.row === this.#mark?.row && mark?.sgr === this.#mark?.sgr) return;
    this.#mark = mark;
    this.changed('answer');
  }

  /** To be called when the region around it has moved. */
  follow(region: Rect): void {
    this.setRect(insideOf(region));
  }

  protected rectChanged(): void {
    this.isDirty = true;
  }

  protected disposed(): void {
    this.#rows = [];
  }
}

function insideOf({ x, y, width, height }: Rect): Rect {
  return { x: x + 2, y: y + 1, width: Math.max(0, width - 4), height: Math.max(0, height - 2) };
}
