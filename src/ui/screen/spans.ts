import type { Rect } from './layer.ts';

/** A rectangle in the stack. */
export interface Sheet {
  readonly rect: Rect;
  readonly z: number;
  readonly order: number;
  readonly visible: boolean;
}

/** The columns `from` up to (not with) `to` of one screen row show this sheet; null is bare ground. */
export interface Span<T extends Sheet> {
  readonly sheet: T | null;
  readonly from: number;
  readonly to: number;
}

/** The visible sheets, the top one first. */
export function stacked<T extends Sheet>(sheets: Iterable<T>): T[] {
  return [...sheets]
    .filter((sheet) => sheet.visible && sheet.rect.width > 0 && sheet.rect.height > 0)
    .sort((a, b) => b.z - a.z || b.order - a.order);
}

/** What is seen in one screen row, from left to right, without gaps. `sheets`: as `stacked` gives them. */
export function spansOfRow<T extends Sheet>(
  sheets: readonly T[],
  row: { readonly y: number; readonly columns: number },
): Span<T>[] {
  const seen: Span<T>[] = [];
  let free: Gap[] = [{ from: 0, to: row.columns }];
  for (const sheet of sheets) {
    const { rect } = sheet;
    if (row.y < rect.y || row.y >= rect.y + rect.height) continue;
    const rest: Gap[] = [];
    for (const gap of free) {
      const from = Math.max(gap.from, rect.x);
      const to = Math.min(gap.to, rect.x + rect.width);
      if (from >= to) {
        rest.push(gap);
        continue;
      }
      seen.push({ sheet, from, to });
      if (gap.from < from) rest.push({ from: gap.from, to: from });
      if (to < gap.to) rest.push({ from: to, to: gap.to });
    }
    free = rest;
    if (free.length === 0) break;
  }
  for (const gap of free) seen.push({ sheet: null, ...gap });
  return seen.sort((a, b) => a.from - b.from);
}

interface Gap {
  readonly from: number;
  readonly to: number;
}
