/**
 * One key. `name` is the character itself for printable keys ('k', 'K', '/'; the space bar is 'space') and otherwise one of:
 * enter escape tab backspace delete insert home end pageup pagedown up down left right f1 … f12.
 * `shift` is set only where the terminal reports it apart from the character (shift+tab, shift+up, ctrl+shift+k).
 * `text` is what the key types into a field; empty for keys that type nothing.
 */
export interface KeyEvent {
  readonly kind: 'key';
  readonly name: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly text: string;
}

/** Text pasted in one piece: line ends are \n, control characters are gone. `truncated`: it was longer than the limit. */
export interface PasteEvent {
  readonly kind: 'paste';
  readonly text: string;
  readonly truncated: boolean;
}

/** A mouse button or wheel step at a cell, counted from 0; sent only when the screen was created with `mouse: true`. */
export interface MouseEvent {
  readonly kind: 'mouse';
  readonly action: 'press' | 'release' | 'wheel-up' | 'wheel-down';
  readonly x: number;
  readonly y: number;
}

export type InputEvent = KeyEvent | PasteEvent | MouseEvent;
