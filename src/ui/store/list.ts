import type { FeatureList, FeatureRow } from './engine-types.ts';

/** Where a move in a list ends: the first and last entry hold. */
export function stepIn<Entry>(
  entries: { readonly length: number; at(place: number): Entry | undefined },
  at: number,
  step: number,
): Entry | undefined {
  if (entries.length === 0) return undefined;
  const from = at < 0 ? (step > 0 ? -1 : entries.length) : at;
  return entries.at(Math.max(0, Math.min(from + step, entries.length - 1)));
}

/** The first row to show so that the selected one is in sight, moved no further than needed. */
export function keepInSight(list: {
  top: number;
  selected: number;
  rows: number;
  count: number;
}): number {
  const { selected, rows, count } = list;
  const last = Math.max(0, count - rows);
  const top = Math.max(0, Math.min(list.top, last));
  if (selected < 0 || rows <= 0) return top;
  if (selected < top) return selected;
  return selected >= top + rows ? selected - rows + 1 : top;
}

/** Where a feature stands in the list, which is in order of number: a few looks among 100,000. -1: it is not there. */
export function placeOfFeature(features: FeatureList, id: number | null): number {
  if (id === null) return -1;
  let low = 0;
  let high = features.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((features.at(middle)?.id ?? 0) < id) low = middle + 1;
    else high = middle;
  }
  return features.at(low)?.id === id ? low : -1;
}

/** The feature with a number. */
export function featureIn(features: FeatureList, id: number | null): FeatureRow | undefined {
  const place = placeOfFeature(features, id);
  return place === -1 ? undefined : features.at(place);
}
