import { bindings } from './keymap.ts';
import type { Binding, Context } from './keymap.ts';
import { topLayer } from './store/selectors.ts';
import type { UiState } from './store/state.ts';

/** The contexts of the screen in front, the closest first. */
export function contextsOf(state: UiState): readonly Context[] {
  const layer = topLayer(state);
  switch (layer?.kind) {
    case undefined:
      return [state.focus, 'dashboard', 'everywhere'];
    case 'log':
      return layer.typing === null ? ['log', 'everywhere'] : ['search', 'text', 'everywhere'];
    case 'form':
    case 'palette':
      return [layer.kind, 'text', 'everywhere'];
    case 'checkpoints':
    case 'details':
    case 'stats':
    case 'help':
    case 'dialog':
      return [layer.kind, 'everywhere'];
  }
}

/** A key as it is named in the key table. */
export function keyName(key: {
  name: string;
  ctrl: boolean;
  alt: boolean;
  shift: boolean;
}): string {
  const isCharacter = [...key.name].length === 1;
  const shift = key.shift && !(isCharacter && !key.ctrl) ? 'shift+' : '';
  return `${key.ctrl ? 'ctrl+' : ''}${key.alt ? 'alt+' : ''}${shift}${key.name}`;
}

/** What a key does here: the row of the closest context that has it. */
export function bindingFor(state: UiState, key: string): Binding | undefined {
  for (const context of contextsOf(state)) {
    const found = bindings.find((row) => row.where.includes(context) && row.keys.includes(key));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Every row that works on the screen in front, the closest context first; a row that a closer one hides is left out. */
export function bindingsHere(state: UiState): readonly Binding[] {
  const contexts = contextsOf(state);
  const name = contexts.join(' ');
  const known = rowsByContexts.get(name);
  if (known !== undefined) return known;
  const rows = contexts.flatMap((context) => bindings.filter((row) => row.where.includes(context)));
  const here = [...new Set(rows)].filter((row) =>
    row.keys.some((key) => bindingFor(state, key) === row),
  );
  rowsByContexts.set(name, here);
  return here;
}

/** The key line asks after every key, and there are only as many answers as screens. */
const rowsByContexts = new Map<string, readonly Binding[]>();

/** The rows for the palette: what can be done on the screen below it, matching best first. */
export function paletteEntries(state: UiState): readonly Binding[] {
  const layer = topLayer(state);
  if (layer?.kind !== 'palette') return [];
  const below = { ...state, layers: state.layers.slice(0, -1) };
  const rows = bindingsHere(below).filter((row) => row.isMotion !== true && row.id !== 'palette');
  const scored = rows.map((row) => ({ row, score: fuzzyScore(row.label, layer.query.text) }));
  return scored
    .filter((entry) => entry.score !== null)
    .sort((a, b) => (a.score ?? 0) - (b.score ?? 0))
    .map((entry) => entry.row);
}

/** How badly a query fits: its letters must stand in the text in order; gaps and a late start cost. null: no match. */
export function fuzzyScore(text: string, query: string): number | null {
  const lower = text.toLowerCase();
  let at = 0;
  let score = 0;
  for (const letter of query.toLowerCase().replaceAll(/\s+/g, '')) {
    const found = lower.indexOf(letter, at);
    if (found === -1) return null;
    const isWordStart = found === 0 || lower[found - 1] === ' ';
    score += found === 0 ? 0 : isWordStart ? 1 : 1 + found - at;
    at = found + 1;
  }
  return score;
}
