import type { InputEvent, KeyEvent } from './input-event.ts';
import { nameByCode, nameByFinal, nameByNumber, textByCode, textBySs3 } from './key-names.ts';

interface Modifiers {
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
}

const plain: Modifiers = { ctrl: false, alt: false, shift: false };
const released = '3';

/** A key that types nothing. */
export function namedKey(name: string, modifiers: Partial<Modifiers> = {}): KeyEvent {
  const text = name === 'space' && modifiers.ctrl !== true && modifiers.alt !== true ? ' ' : '';
  return { kind: 'key', name, ...plain, ...modifiers, text };
}

/** A key that types a character. */
export function textKey(character: string, modifiers: Partial<Modifiers> = {}): KeyEvent {
  if (character === ' ') return namedKey('space', modifiers);
  const types = modifiers.ctrl !== true && modifiers.alt !== true;
  return { kind: 'key', name: character, ...plain, ...modifiers, text: types ? character : '' };
}

/** A control byte as the key that sends it, or undefined for one that no key is known for. */
export function controlKey(code: number, alt: boolean): KeyEvent | undefined {
  if (code === 9) return namedKey('tab', { alt });
  if (code === 13) return namedKey('enter', { alt });
  if (code === 8 || code === 127) return namedKey('backspace', { alt });
  if (code === 0) return namedKey('space', { ctrl: true, alt });
  if (code === 27) return namedKey('escape', { alt });
  if (code >= 1 && code <= 26) return textKey(String.fromCharCode(code + 96), { ctrl: true, alt });
  if (code >= 28 && code <= 31) return textKey(String.fromCharCode(code + 64), { ctrl: true, alt });
  return undefined;
}

/** What `CSI parameters final` means; undefined for what is no key, such as a reply of the terminal. */
export function csiEvent(parameters: string, final: string): InputEvent | undefined {
  if (parameters.startsWith('<')) return mouseEvent(parameters.slice(1), final);
  if (!/^[0-9;:]*$/.test(parameters)) return undefined;
  const fields = parameters.split(';');
  const [mask = '', eventType = ''] = (fields[1] ?? '').split(':');
  if (eventType === released) return undefined;
  const modifiers = modifiersOf(mask);
  if (final === 'u') return codeKey(fields, modifiers);
  if (final === '~') return tildeKey(fields, modifiers);
  const name = nameByFinal[final];
  if (name === undefined) return undefined;
  return namedKey(name, final === 'Z' ? { ...modifiers, shift: true } : modifiers);
}

/** What `SS3 final` means (arrows and the key pad in application mode). */
export function ss3Event(final: string): KeyEvent | undefined {
  if (final === 'M') return namedKey('enter');
  const text = textBySs3[final];
  if (text !== undefined) return textKey(text);
  const name = nameByFinal[final];
  return name === undefined ? undefined : namedKey(name);
}

function tildeKey(fields: readonly string[], modifiers: Modifiers): KeyEvent | undefined {
  // CSI 27 ; modifiers ; code ~ : xterm's modifyOtherKeys.
  if (fields[0] === '27' && fields.length === 3) return codeKey([fields[2] ?? ''], modifiers);
  const name = nameByNumber[fields[0] ?? ''];
  return name === undefined ? undefined : namedKey(name, modifiers);
}

function codeKey(fields: readonly string[], modifiers: Modifiers): KeyEvent | undefined {
  const [unshifted = '', shifted = ''] = (fields[0] ?? '').split(':');
  const code = Number(unshifted);
  const name = nameByCode[code];
  if (name !== undefined) return namedKey(name, modifiers);
  const pad = textByCode[code];
  if (pad !== undefined) return textKey(pad, modifiers);
  // Below: control codes; from 57344: keys that have no name here (volume, modifiers alone).
  if (unshifted === '' || code < 32 || (code >= 0xd800 && code <= 0xf8ff) || code > 0x10ffff) {
    return undefined;
  }
  const character = String.fromCodePoint(code);
  if (!modifiers.shift || modifiers.ctrl || modifiers.alt) return textKey(character, modifiers);
  const upper = shifted === '' ? character.toUpperCase() : String.fromCodePoint(Number(shifted));
  return textKey(upper, { ...modifiers, shift: false });
}

function modifiersOf(mask: string): Modifiers {
  const bits = mask === '' ? 0 : Math.max(0, Number(mask) - 1);
  return { shift: (bits & 1) !== 0, alt: (bits & 2) !== 0, ctrl: (bits & 4) !== 0 };
}

function mouseEvent(parameters: string, final: string): InputEvent | undefined {
  const [button = NaN, column = NaN, row = NaN] = parameters.split(';').map(Number);
  const at = { x: column - 1, y: row - 1 };
  if (!(at.x >= 0 && at.y >= 0)) return undefined;
  if (button === 64) return { kind: 'mouse', action: 'wheel-up', ...at };
  if (button === 65) return { kind: 'mouse', action: 'wheel-down', ...at };
  if (button !== 0) return undefined;
  return { kind: 'mouse', action: final === 'm' ? 'release' : 'press', ...at };
}
