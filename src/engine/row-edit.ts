import type { FeatureCounts } from './model/feature.ts';
import type { FeatureRow } from './model/view.ts';

/** A change of a list of rows in order of id. The list that it began with stays as it was: whoever has it may keep it. */
export class RowEdit {
  #rows: readonly FeatureRow[];
  #counts: FeatureCounts;
  #own: FeatureRow[] | null = null;

  constructor(rows: readonly FeatureRow[], counts: FeatureCounts) {
    this.#rows = rows;
    this.#counts = counts;
  }

  get rows(): readonly FeatureRow[] {
    return this.#rows;
  }

  get counts(): FeatureCounts {
    return this.#counts;
  }

  find(id: number): FeatureRow | undefined {
    const row = this.#rows[this.#placeOf(id)];
    return row?.id === id ? row : undefined;
  }

  /** Puts a row into its place; one that says the same as before stays the same object. */
  put(row: FeatureRow): void {
    const before = this.find(row.id);
    if (before !== undefined && isSameRow(before, row)) return;
    this.#own ??= [...this.#rows];
    this.#own.splice(this.#placeOf(row.id), before === undefined ? 0 : 1, row);
    this.#rows = this.#own;
    this.#count(before, row);
  }

  #count(before: FeatureRow | undefined, after: FeatureRow): void {
    if (before?.state === after.state) return;
    const counts = { ...this.#counts };
    if (before !== undefined) counts[before.state] -= 1;
    counts[after.state] += 1;
    this.#counts = counts;
  }

  /** Where a row is, or where it belongs. New features come last: they have the highest number. */
  #placeOf(id: number): number {
    let low = 0;
    let high = this.#rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#rows[middle]?.id ?? 0) < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function isSameRow(a: FeatureRow, b: FeatureRow): boolean {
  const names = Object.keys(b) as (keyof FeatureRow)[];
  return names.every((name) => a[name] === b[name] || isSameValue(a[name], b[name]));
}

/** Of the few fields that are objects (status, dependencies). */
function isSameValue(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  return JSON.stringify(a) === JSON.stringify(b);
}
