import type { Glyphs } from '../glyphs.ts';

const words: Readonly<Record<string, string>> = {
  escape: 'Esc',
  tab: 'Tab',
  space: 'space',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  home: 'Home',
  end: 'End',
  backspace: 'Backspace',
  delete: 'Del',
  f1: 'F1',
};

/** A key of the table as people write it: `Ctrl+S`, `⏎`, `↑`. */
export function keyLabel(key: string, glyphs: Glyphs): string {
  const parts = key.split('+');
  const name = key.endsWith('+') ? '+' : (parts.at(-1) ?? '');
  const modifiers = key.endsWith('+') ? [] : parts.slice(0, -1);
  return [...modifiers.map(capital), nameOf(name, glyphs, modifiers.length > 0)].join('+');
}

function nameOf(name: string, glyphs: Glyphs, isModified: boolean): string {
  switch (name) {
    case 'enter':
    case 'up':
    case 'down':
    case 'left':
    case 'right':
      return glyphs[name];
    default:
      return words[name] ?? (isModified ? name.toUpperCase() : name);
  }
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
