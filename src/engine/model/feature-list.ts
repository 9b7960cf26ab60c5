import type { Feature, FeatureStatus } from './feature.ts';

/** A feature with what a person sees of it. */
export interface FeatureRow extends Feature {
  readonly status: FeatureStatus;
  /** The slot that works on it now. */
  readonly agent: string | null;
}

/** The features in order of number. It reads like an array (and an array is one), but a change need not copy it all. */
export interface FeatureList extends Iterable<FeatureRow> {
  readonly length: number;
  /** The one at a place; from the end where it is negative. */
  at(place: number): FeatureRow | undefined;
  slice(from: number, to?: number): readonly FeatureRow[];
}

/** A row that is new, or another than it was. */
export interface RowChange {
  readonly row: FeatureRow;
  readonly before: FeatureRow | undefined;
}

/** So many rows lie on a page: what a change copies is one page and the list of pages. */
const pageRows = 512;

type Pages = readonly (readonly FeatureRow[])[];

/** A list in pages that never changes; its successor shares all pages but those on which something changed. */
export class PagedFeatures implements FeatureList {
  readonly length: number;
  readonly #pages: Pages;

  /** Every page but the last is full. */
  private constructor(pages: Pages) {
    this.#pages = pages;
    const last = pages.at(-1)?.length ?? 0;
    this.length = Math.max(0, pages.length - 1) * pageRows + last;
  }

  static of(rows: readonly FeatureRow[]): PagedFeatures {
    const pages: FeatureRow[][] = [];
    for (let from = 0; from < rows.length; from += pageRows) {
      pages.push(rows.slice(from, from + pageRows));
    }
    return new PagedFeatures(pages);
  }

  at(place: number): FeatureRow | undefined {
    const from = place < 0 ? place + this.length : place;
    return this.#pages[Math.floor(from / pageRows)]?.[from % pageRows];
  }

  slice(from: number, to = this.length): FeatureRow[] {
    const inside = (place: number) =>
      Math.max(0, Math.min(place < 0 ? place + this.length : place, this.length));
    const rows: FeatureRow[] = [];
    for (let place = inside(from); place < inside(to); place += 1) {
      const row = this.at(place);
      if (row !== undefined) rows.push(row);
    }
    return rows;
  }

  *[Symbol.iterator](): Iterator<FeatureRow> {
    for (const page of this.#pages) yield* page;
  }

  /** The list with these rows in it, each in place of the one with its number or else where it belongs. */
  with(rows: Iterable<FeatureRow>): PagedFeatures {
    const pages: (readonly FeatureRow[])[] = [...this.#pages];
    const own = new Map<number, FeatureRow[]>();
    const others: FeatureRow[] = [];
    let length = this.length;
    let last = this.at(-1)?.id ?? -Infinity;
    for (const row of rows) {
      const known = this.placeOf(row.id);
      const isNew = known === -1 && row.id > last;
      if (known === -1 && !isNew) others.push(row);
      else {
        const place = isNew ? length : known;
        const number = Math.floor(place / pageRows);
        const page = own.get(number) ?? [...(pages[number] ?? [])];
        page[place % pageRows] = row;
        own.set(number, page);
        pages[number] = page;
        if (isNew) [length, last] = [length + 1, row.id];
      }
    }
    const list = new PagedFeatures(pages);
    if (others.length === 0) return list;
    // Numbers only grow, so that this does not happen; it would be slow, but right.
    return PagedFeatures.of([...list, ...others].sort((a, b) => a.id - b.id));
  }

  /**
   * The rows that are other objects than in an older list, each with what it was there. A page that both share is not
   * looked at, so that one changed row among 100,000 costs a page.
   */
  since(older: PagedFeatures): RowChange[] {
    const changes: RowChange[] = [];
    for (const [number, page] of this.#pages.entries()) {
      const known = older.#pages[number];
      if (page === known) continue;
      for (const [place, row] of page.entries()) {
        const before = known?.[place];
        if (before !== row)
          changes.push({ row, before: before?.id === row.id ? before : undefined });
      }
    }
    return changes;
  }

  /** Where the feature with a number is; -1: it is not in the list. */
  placeOf(id: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.at(middle)?.id ?? 0) < id) low = middle + 1;
      else high = middle;
    }
    return this.at(low)?.id === id ? low : -1;
  }
}
