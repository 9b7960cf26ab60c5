import type { FeatureCounts } from './model/feature.ts';
import type { FeatureRow, PagedFeatures } from './model/feature-list.ts';

/** A change of a list of rows and their counts. The list that it began with stays as it was: whoever has it may keep it. */
export class RowEdit {
  readonly #list: PagedFeatures;
  readonly #changed = new Map<number, FeatureRow>();
  #counts: FeatureCounts;

  constructor(list: PagedFeatures, counts: FeatureCounts) {
    this.#list = list;
    this.#counts = counts;
  }

  get counts(): FeatureCounts {
    return this.#counts;
  }

  /** The list after the change: the same object when nothing is another. */
  list(): PagedFeatures {
    return this.#changed.size === 0 ? this.#list : this.#list.with(this.#changed.values());
  }

  find(id: number): FeatureRow | undefined {
    const changed = this.#changed.get(id);
    if (changed !== undefined) return changed;
    const place = this.#list.placeOf(id);
    return place === -1 ? undefined : this.#list.at(place);
  }

  /** Puts a row into its place; one that says the same as before stays the same object. */
  put(row: FeatureRow): void {
    const before = this.find(row.id);
    if (before !== undefined && isSameRow(before, row)) return;
    this.#changed.set(row.id, row);
    this.#count(before, row);
  }

  #count(before: FeatureRow | undefined, after: FeatureRow): void {
    if (before?.state === after.state) return;
    const counts = { ...this.#counts };
    if (before !== undefined) counts[before.state] -= 1;
    counts[after.state] += 1;
    this.#counts = counts;
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
