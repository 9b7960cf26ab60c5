/** Where a move in a list ends: the first and last entry hold. */
export function stepIn<Entry>(
  entries: readonly Entry[],
  at: number,
  step: number,
): Entry | undefined {
  if (entries.length === 0) return undefined;
  const from = at < 0 ? (step > 0 ? -1 : entries.length) : at;
  return entries[Math.max(0, Math.min(from + step, entries.length - 1))];
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

/**
 * Where a feature stands in the engine's list; -1 when it is not there. The engine's list is in order of number, so that a
 * key costs a few looks among 100,000; a list in another order is searched from its beginning.
 */
export function placeOfFeature(features: readonly { id: number }[], id: number | null): number {
  if (id === null) return -1;
  let low = 0;
  let high = features.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((features[middle]?.id ?? 0) < id) low = middle + 1;
    else high = middle;
  }
  return features[low]?.id === id ? low : features.findIndex((feature) => feature.id === id);
}
