import type { Glyphs } from '../glyphs.ts';
import { span } from './cells.ts';
import type { Line } from './cells.ts';

/** How many rows of a list are above and below those in sight. */
export function scrollNote(
  count: number,
  list: { top: number; rows: number; glyphs: Glyphs },
): Line {
  const below = count - list.top - list.rows;
  const words = [
    list.top > 0 ? `${list.glyphs.up} ${String(list.top)}` : '',
    below > 0 ? `${list.glyphs.down} ${String(below)}` : '',
  ].filter((word) => word !== '');
  return words.length === 0 ? [] : [span(words.join('  '), { weight: 'dim' })];
}
