import { cutRight, fit, lineWidth, span } from '../../components/cells.ts';
import type { Line } from '../../components/cells.ts';
import { keyLabel } from '../../components/key-names.ts';
import type { Glyphs } from '../../glyphs.ts';
import { bindingsHere } from '../../key-resolution.ts';
import type { Binding } from '../../keymap.ts';
import type { Message, UiState } from '../../store/state.ts';

/** The last line: the keys that work here, or what the last key did. */
export function keyLine(state: UiState, glyphs: Glyphs, width: number): Line {
  if (state.message !== null) return fit(messageLine(state.message, glyphs, width), width);
  const rows = bindingsHere(state).filter((row) => row.hint !== undefined);
  const isLast = (row: Binding) => row.id === 'help' || row.id === 'quit' || row.id === 'back';
  const last = rows.filter(isLast).map((row) => hintOf(state, row, glyphs));
  const others = rows.filter((row) => !isLast(row)).map((row) => hintOf(state, row, glyphs));
  const room = width - 1 - widthOf(last);
  const kept = others.filter((_, at) => widthOf(others.slice(0, at + 1)) <= room);
  return fit([{ text: ' ' }, ...[...kept, ...last].flat()], width);
}

function widthOf(lines: readonly Line[]): number {
  return lines.reduce((sum, line) => sum + lineWidth(line), 0);
}

/** A key that cannot be used now keeps its place, all dim. */
function hintOf(state: UiState, row: Binding, glyphs: Glyphs): Line {
  const isOff = (row.unless?.(state) ?? null) !== null;
  return [
    span(keyLabel(row.keys[0] ?? '', glyphs), isOff ? { weight: 'dim' } : {}),
    span(` ${row.hint ?? ''}  `, { weight: 'dim' }),
  ];
}

function messageLine(message: Message, glyphs: Glyphs, width: number): Line {
  const glyph = { ok: 'merged', bad: 'rejected', attention: 'question', muted: 'dot' } as const;
  const style = message.tone === 'muted' ? {} : { token: message.tone };
  const text = cutRight(message.text, width - 4, glyphs.ellipsis);
  const hint = message.hint === null ? '' : `  ${message.hint}`;
  return [span(` ${glyphs[glyph[message.tone]]} ${text}`, style), span(hint, { weight: 'dim' })];
}
