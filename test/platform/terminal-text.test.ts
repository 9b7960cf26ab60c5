import { describe, expect, test } from 'vitest';
import {
  sanitise,
  sanitiseLine,
  stripTerminalCodes,
} from '../../src/engine/platform/terminal-text.ts';
import { property, unsafe } from './hostile-text.ts';
import type { Random } from './hostile-text.ts';

const esc = '\u001b';

describe('what a terminal would obey is taken out', () => {
  test.each([
    ['colour', `${esc}[31mred${esc}[0m`, 'red'],
    ['cursor movement and erasing', `a${esc}[2J${esc}[1;1Hb${esc}[K`, 'ab'],
    ['private modes', `${esc}[?1049h${esc}[?25lx${esc}[?2004h`, 'x'],
    ['a question that is answered on stdin', `${esc}[6n${esc}[c${esc}[>0q`, ''],
    ['intermediate bytes', `${esc}[0 q${esc}[!pend`, 'end'],
    ['8-bit CSI', '\u009b31mred', 'red'],
    ['an unterminated CSI', `end${esc}[31`, 'end'],
    ['a lone ESC', `a${esc}`, 'a'],
    ['a title', `${esc}]0;title\u0007text`, 'text'],
    ['the clipboard', `${esc}]52;c;ZXZpbA==${esc}\\text`, 'text'],
    ['a link', `${esc}]8;;http://x/${esc}\\link${esc}]8;;${esc}\\`, 'link'],
    ['8-bit OSC', '\u009d0;title\u009ctext', 'text'],
    ['an unterminated OSC', `seen${esc}]0;hidden`, 'seen'],
    ['an unterminated OSC hides its own line only', `${esc}]0;hidden\nseen`, '\nseen'],
    ['DCS', `${esc}P1$r0m${esc}\\text`, 'text'],
    ['8-bit DCS', '\u0090q#0\u009ctext', 'text'],
    ['APC', `${esc}_Gf=100;AAAA${esc}\\text`, 'text'],
    ['PM', `${esc}^x${esc}\\text`, 'text'],
    ['SOS', `${esc}Xx${esc}\\text`, 'text'],
    ['the title of screen', `${esc}kname${esc}\\text`, 'text'],
    ['a string cut off by another sequence', `${esc}]0;a${esc}[31mred`, 'red'],
    ['a string cut off by CAN', `${esc}]0;a\u0018text`, 'text'],
    ['reset', `${esc}ctext`, 'text'],
    ['character sets', `${esc}(0text${esc}(B`, 'text'],
    ['screen test', `${esc}#8text`, 'text'],
    ['NUL, BEL, backspace, DEL', 'a\u0000b\u0007c\bd\u007fe', 'abcde'],
    ['vertical tab and form feed', 'a\vb\fc', 'abc'],
    ['other C1', 'a\u0085b\u0084c', 'abc'],
    ['overriding the direction', 'a\u202eb\u202cc\u2066d\u2069e\u200ff', 'abcdef'],
    ['byte order mark and tag characters', '\ufeffa\u{e0041}b', 'ab'],
  ])('%s', (_name, text, seen) => {
    expect(sanitise(text)).toBe(seen);
    expect(stripTerminalCodes(text)).toBe(seen);
  });
});

describe('what is text stays', () => {
  test.each([
    ['plain text', 'a line', 'a line'],
    ['several lines', 'a\nb\r\nc', 'a\nb\nc'],
    ['what would be overwritten', '10 %\r100 %', '10 %\n100 %'],
    ['tabs as spaces up to the next stop', '\ta\tb', '    a   b'],
    ['other scripts, emoji, joined emoji', 'žluť 日本 👩‍💻', 'žluť 日本 👩‍💻'],
    ['half a pair as the replacement character', 'a\ud800b', 'a\ufffdb'],
    ['separators of lines', 'a\u2028b', 'a\nb'],
  ])('%s', (_name, text, seen) => {
    expect(sanitise(text)).toBe(seen);
  });

  test('a title is one line', () => {
    expect(sanitiseLine('a\nb\tc')).toBe('a b   c');
  });
});

describe('with colours', () => {
  test.each([
    ['plain colours, closed at the end', `${esc}[1;31mred`, `${esc}[1;31mred${esc}[0m`],
    ['no second reset', `${esc}[31mred${esc}[0m`, `${esc}[31mred${esc}[0m`],
    ['256 colours', `${esc}[38;5;200mx`, `${esc}[38;5;200mx${esc}[0m`],
    ['true colour', `${esc}[48;2;1;2;3mx`, `${esc}[48;2;1;2;3mx${esc}[0m`],
    ['a colour that is none', `${esc}[38;5;999mx`, 'x'],
    ['concealed and blinking text', `${esc}[8mx${esc}[5my`, 'xy'],
    ['8-bit colours, written anew', '\u009b32mx', `${esc}[32mx${esc}[0m`],
    ['private parameters', `${esc}[?31mx${esc}[>4;1m`, 'x'],
    ['everything else still goes', `${esc}[2J${esc}]0;t\u0007x`, 'x'],
    ['a colour ends with its line', `${esc}[31ma\nb`, `${esc}[31ma${esc}[0m\nb`],
  ])('%s', (_name, text, seen) => {
    expect(sanitise(text, { colours: true })).toBe(seen);
  });
});

test('nothing that is put together from pieces of sequences gets through, and doing it twice changes nothing', () => {
  property((random: Random) => {
    const text = random.hostileText();
    const seen = sanitise(text);
    expect(seen).not.toMatch(unsafe);
    expect(sanitise(seen)).toBe(seen);
    const coloured = sanitise(text, { colours: true });
    const colour = new RegExp(`${esc}\\[[0-9;]+m`, 'gu');
    expect(coloured.replaceAll(colour, '')).not.toMatch(unsafe);
  });
});

test('a long line of openings takes no time', () => {
  for (const piece of [esc, `${esc}[`, `${esc}]`, '\u009b0;', `${esc}P`, `${esc}(`]) {
    const text = piece.repeat(2 ** 19 / piece.length);
    const before = performance.now();
    sanitise(text);
    expect(performance.now() - before).toBeLessThan(3000);
  }
});
