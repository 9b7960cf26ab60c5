import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { clipText, cutRow } from '../../src/ui/screen/clip.ts';
import { hasColours, withoutColours } from '../../src/ui/screen/colours.ts';
import { highlighted, plainText } from '../../src/ui/screen/line-style.ts';
import { safeLines } from '../../src/ui/screen/safe-line.ts';
import { matchesIn, searchExpression } from '../../src/ui/screen/search.ts';
import { graphemes, textShape, textWidth } from '../../src/ui/screen/text-width.ts';
import { wrapRows } from '../../src/ui/screen/wrap.ts';

const red = '\u001b[31m';
const off = '\u001b[0m';

function cut(row: string, from: number, to: number): string {
  return cutRow(row, { from, to, column: null });
}

describe('cutting a row to cells', () => {
  test.each<[string, string, number, number, string]>([
    ['a short row is filled with blanks', 'ab', 0, 4, 'ab  '],
    ['a long row is cut', 'abcdef', 1, 4, 'bcd'],
    ['nothing is nothing', '', 0, 2, '  '],
    ['wide characters count two', '漢字', 0, 4, '漢字'],
    ['a wide character cut at the right edge is a blank', 'a漢字', 0, 4, 'a漢 '],
    ['a wide character cut at the left edge is a blank', '漢字', 1, 4, ' 字'],
    ['marks stay with their character', 'ae\u0301b', 1, 2, 'e\u0301'],
    ['a mark does not come without its character', 'e\u0301b', 1, 2, 'b'],
    ['styles before the cut hold inside', `${red}abc`, 1, 2, `${red}b${off}`],
    ['a style ends with the text', `${red}a`, 0, 3, `${red}a${off}  `],
    ['a style that is over does not come along', `${red}a${off}bc`, 1, 3, `${off}bc`],
    ['wide characters under styles', `${red}漢${off}字`, 1, 3, `${red} ${off} `],
  ])('%s', (_what, row, from, to, expected) => {
    expect(cut(row, from, to)).toBe(expected);
  });

  test('every cut has exactly its width, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('a', 'word ', '漢', 'e\u0301', '👩‍👩‍👧', '✔', red, off, '\u0301', 'क्षि', '─'),
        ),
        fc.nat(12),
        fc.nat(12),
        (parts, from, width) => {
          expect(textWidth(plainText(cut(parts.join(''), from, from + width)))).toBe(width);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('the fast measures agree with the slow one', () => {
    const wrong: string[] = [];
    for (let code = 32; code <= 0xffff; code += 1) {
      if (code >= 0xd800 && code < 0xe000) continue;
      const text = `a${String.fromCharCode(code)}b`;
      if (textShape(text) === 'graphemes') continue;
      const sum = [...graphemes(text)].reduce((total, { width }) => total + width, 0);
      if (sum !== stringWidth(text)) wrong.push(`U+${code.toString(16)}`);
    }
    expect(wrong).toEqual([]);
  });

  test('clipped text says that it is clipped', () => {
    expect(clipText('short', 10)).toBe('short');
    expect(clipText('rather long', 6)).toBe('rathe…');
    expect(clipText('漢字漢字', 4)).toBe('漢 …');
    expect(clipText('abc', 0)).toBe('');
  });
});

describe('wrapping', () => {
  const rows = (text: string, width: number): string[] =>
    wrapRows(text, width).map(({ from, to }) => cut(text, from, to));
  test.each<[string, string, number, string[]]>([
    ['at blanks', 'the quick brown fox', 10, ['the quick ', 'brown fox']],
    ['in a word that is too long', 'abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['without the blank that does not fit', 'abcd efgh', 4, ['abcd', 'efgh']],
    ['before a wide character that does not fit', 'a漢字', 2, ['a', '漢', '字']],
    ['an empty line has one row', '', 5, ['     ']],
  ])('%s', (_what, text, width, expected) => {
    expect(rows(text, width)).toEqual(expected);
  });

  test('no row is wider than the surface and no character is lost', () => {
    fc.assert(
      fc.property(
        fc
          .array(fc.constantFrom('a', ' ', 'bcd', '漢', 'e\u0301', '✔'))
          .map((parts) => parts.join('')),
        fc.integer({ min: 2, max: 9 }),
        (text, width) => {
          const wrapped = wrapRows(text, width);
          expect(Math.max(...wrapped.map(({ from, to }) => to - from))).toBeLessThanOrEqual(width);
          const shown = wrapped.map(({ from, to }) => cut(text, from, to)).join('');
          expect(shown.replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('what may be painted', () => {
  test.each<[string, string, string[]]>([
    ['plain text', 'plain', ['plain']],
    ['styles', `${red}red${off}`, [`${red}red${off}`]],
    ['a cursor movement', 'a\u001b[2Jb', ['a\ufffd[2Jb']],
    ['a title', '\u001b]0;x\u0007', ['\ufffd]0;x\ufffd']],
    ['8-bit controls', '\u009b2J', ['\ufffd2J']],
    ['line ends', 'a\r\nb\nc', ['a', 'b', 'c']],
    ['tabs', 'a\tb', ['a    b']],
    ['text that runs backwards', 'a\u202eb', ['a\ufffdb']],
    ['half a character', 'a\ud800b', ['a\ufffdb']],
    ['a whole character of two halves', '😀', ['😀']],
  ])('%s', (_what, text, expected) => {
    expect(safeLines(text).map((line) => line.text)).toEqual(expected);
  });

  test('a style prefix that is more than style is dropped', () => {
    expect(safeLines({ text: 'x', sgr: '\u001b[2m\u001b[31m' })[0]?.sgr).toBe(
      '\u001b[2m\u001b[31m',
    );
    expect(safeLines({ text: 'x', sgr: '\u001b[2J' })[0]?.sgr).toBe('');
  });

  test('without colours weight and reverse stay', () => {
    expect(withoutColours(`\u001b[1;31mx${off}\u001b[38;5;9;7my\u001b[48;2;1;2;3mz\u001b[m`)).toBe(
      `\u001b[1mx${off}\u001b[7myz\u001b[m`,
    );
  });

  test.each<[Record<string, string>, boolean]>([
    [{}, true],
    [{ NO_COLOR: '' }, true],
    [{ NO_COLOR: '1' }, false],
    [{ TERM: 'dumb' }, false],
    [{ TERM: 'xterm-256color' }, true],
  ])('colours are decided by %j', (env, expected) => {
    expect(hasColours(env)).toBe(expected);
  });
});

describe('searching', () => {
  test.each<[string | RegExp, string, number[][]]>([
    [
      'err',
      'Err and ERR',
      [
        [0, 3],
        [8, 11],
      ],
    ],
    ['Err', 'Err and ERR', [[0, 3]]],
    ['a.b', 'axb a.b', [[4, 7]]],
    ['[x', 'y[x', [[1, 3]]],
    [
      /\d+/,
      'a12b3',
      [
        [1, 3],
        [4, 5],
      ],
    ],
    [/x*/, 'yyy', []],
  ])('%s in %j', (pattern, text, expected) => {
    expect(matchesIn(text, searchExpression(pattern)).map(({ from, to }) => [from, to])).toEqual(
      expected,
    );
  });

  test('a highlight lies over the styles of the text and gives them back', () => {
    const mark = '\u001b[7m';
    expect(highlighted('abcd', [{ from: 1, to: 3, sgr: mark }])).toBe(`a${mark}bc${off}d`);
    expect(highlighted(`${red}ab${off}cd`, [{ from: 1, to: 3, sgr: mark }])).toBe(
      `${red}a${mark}b${off}${red}${off}${mark}${mark}c${off}d`,
    );
  });
});
