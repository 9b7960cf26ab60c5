import type { InputEvent } from './input-event.ts';
import { controlKey, csiEvent, namedKey, ss3Event, textKey } from './key-sequences.ts';
import { screenLimits } from './screen-limits.ts';

const esc = '\u001b';
const pasteBegin = `${esc}[200~`;
const pasteEnd = `${esc}[201~`;
// eslint-disable-next-line no-control-regex -- a sequence begins with ESC
const csi = /^\u001b\[([0-?]*)([ -/]*)([@-~])/;
// eslint-disable-next-line no-control-regex -- a sequence begins with ESC
const csiSoFar = /^\u001b\[[0-?]*[ -/]*$/;
// eslint-disable-next-line no-control-regex -- such replies end with BEL or ESC \
const replyEnd = /\u0007|\u001b\\/;

/** What the parser waits for: the rest of a sequence, the end of a paste, or nothing. */
export type Waiting = 'sequence' | 'paste' | null;

interface Step {
  /** How many characters are used up; 0 asks for more. */
  readonly used: number;
  readonly events: readonly InputEvent[];
}

/**
 * Turns what a terminal sends into keys and pastes. It takes text in any pieces and keeps what is not complete. What it does
 * not know it swallows: an unknown sequence never becomes text. It knows no time: after a short wait the caller calls
 * `giveUp`, which makes a lone ESC the Esc key.
 */
export class KeyParser {
  #rest = '';
  #paste: { text: string; isTruncated: boolean } | null = null;

  get waiting(): Waiting {
    if (this.#paste !== null) return 'paste';
    return this.#rest === '' ? null : 'sequence';
  }

  push(chunk: string): InputEvent[] {
    this.#rest += chunk;
    const events: InputEvent[] = [];
    while (this.#rest !== '') {
      const step = this.#paste === null ? nextKey(this.#rest) : this.#readPaste(this.#paste);
      if (step.used === 0) break;
      events.push(...step.events);
      const taken = this.#rest.slice(0, step.used);
      this.#rest = this.#rest.slice(step.used);
      if (taken === pasteBegin) this.#paste = { text: '', isTruncated: false };
    }
    return events;
  }

  /** Nothing more has come for a while: ends what is open. */
  giveUp(): InputEvent[] {
    const rest = this.#rest;
    this.#rest = '';
    if (this.#paste !== null) {
      const events = [pasteEvent(this.#paste.text + rest, this.#paste.isTruncated)];
      this.#paste = null;
      return events;
    }
    if (rest === esc) return [namedKey('escape')];
    if (rest === esc + esc) return [namedKey('escape', { alt: true })];
    if (rest.length === 2) return [textKey(rest.slice(1), { alt: true })];
    return [];
  }

  #readPaste(paste: { text: string; isTruncated: boolean }): Step {
    const end = this.#rest.indexOf(pasteEnd);
    // The end mark itself may come in two pieces: keep what could be its beginning.
    const ready = end === -1 ? this.#rest.length - openTail(this.#rest) : end;
    const room = screenLimits.pasteCharsMax - paste.text.length;
    if (ready > room) paste.isTruncated = true;
    paste.text += this.#rest.slice(0, Math.min(ready, room));
    if (end === -1) return { used: ready, events: [] };
    this.#paste = null;
    return { used: end + pasteEnd.length, events: [pasteEvent(paste.text, paste.isTruncated)] };
  }
}

/** How many characters at the end may be the beginning of the mark that ends a paste. */
function openTail(text: string): number {
  for (let length = Math.min(pasteEnd.length - 1, text.length); length > 0; length -= 1) {
    if (pasteEnd.startsWith(text.slice(-length))) return length;
  }
  return 0;
}

function pasteEvent(text: string, truncated: boolean): InputEvent {
  const clean = text
    .replace(/\r\n?/g, '\n')
    // eslint-disable-next-line no-control-regex -- control characters are what is removed
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '');
  return { kind: 'paste', text: clean, truncated };
}

function nextKey(rest: string): Step {
  const code = rest.codePointAt(0) ?? 0;
  if (code === 27) return escapeSequence(rest);
  if (code < 32 || code === 127) return one(controlKey(code, false));
  if (code < 160 && code > 127) return one(undefined);
  const character = String.fromCodePoint(code);
  return { used: character.length, events: [textKey(character)] };
}

function one(event: InputEvent | undefined, used = 1): Step {
  return { used, events: event === undefined ? [] : [event] };
}

function escapeSequence(rest: string): Step {
  const second = rest[1];
  if (second === undefined) return { used: 0, events: [] };
  if (second === '[') return controlSequence(rest);
  if (second === 'O') return rest.length < 3 ? wait : one(ss3Event(rest[2] ?? ''), 3);
  if (']P_^X'.includes(second)) return reply(rest);
  if (second === esc) return doubleEscape(rest);
  const code = rest.codePointAt(1) ?? 0;
  if (code < 32 || code === 127) return one(controlKey(code, true), 2);
  const character = String.fromCodePoint(code);
  return one(textKey(character, { alt: true }), 1 + character.length);
}

const wait: Step = { used: 0, events: [] };

function controlSequence(rest: string): Step {
  const found = csi.exec(rest);
  if (found === null) return brokenSequence(rest);
  const [whole, parameters = '', between, final = ''] = found;
  if (whole === `${esc}[M`) return rest.length < 6 ? wait : one(undefined, 6);
  // The Linux console sends ESC [ [ A for f1 and so on.
  if (whole === `${esc}[[`) {
    if (rest.length < 4) return wait;
    const index = 'ABCDE'.indexOf(rest[3] ?? '');
    return one(index === -1 ? undefined : namedKey(`f${String(index + 1)}`), 4);
  }
  return one(between === '' ? csiEvent(parameters, final) : undefined, whole.length);
}

function brokenSequence(rest: string): Step {
  if (csiSoFar.test(rest)) {
    return rest.length < screenLimits.sequenceCharsMax ? wait : one(undefined, rest.length);
  }
  // A character that cannot be part of it: drop the sequence, keep the character.
  const length = rest.slice(2).search(/[^ -?]/) + 2;
  return one(undefined, length);
}

function reply(rest: string): Step {
  const found = replyEnd.exec(rest.slice(2));
  if (found !== null) return one(undefined, 2 + found.index + found[0].length);
  return rest.length < screenLimits.replyCharsMax ? wait : one(undefined, rest.length);
}

function doubleEscape(rest: string): Step {
  // ESC ESC [ A is alt+up; ESC ESC alone is Esc twice or alt+Esc, which only time can tell.
  if (rest.length < 3) return wait;
  if (rest[2] !== '[' && rest[2] !== 'O') return one(namedKey('escape'));
  const inner = escapeSequence(rest.slice(1));
  if (inner.used === 0) return wait;
  const events = inner.events.map((event) =>
    event.kind === 'key' ? { ...event, alt: true, text: '' } : event,
  );
  return { used: inner.used + 1, events };
}
