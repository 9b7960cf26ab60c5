import type { TextInput } from '../store/state.ts';
import { span } from './cells.ts';
import type { Line } from './cells.ts';
import { textWidth } from '../screen/index.ts';

/** A field being typed in, its cursor shown as a reversed cell, scrolled so that the cursor is in sight. */
export function inputLine(input: TextInput, width: number): Line {
  const before = [...input.text.slice(0, input.cursor)];
  const [under = ' ', ...after] = [...input.text.slice(input.cursor)];
  while (before.length > 0 && textWidth(before.join('')) > width - 1) before.shift();
  const isLineEnd = under === '\n';
  return [
    span(before.join('')),
    { ...span(isLineEnd ? ' ' : under), inverse: true },
    span(isLineEnd ? '' : after.join('')),
  ];
}
