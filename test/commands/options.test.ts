import { expect, test } from 'vitest';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { columns, print, type Io } from '../../src/commands/io.ts';
import { wholeNumber } from '../../src/commands/options.ts';
import { AgentTuiError } from '../../src/engine/index.ts';

test.each([
  ['3', 3],
  ['-12', -12],
  ['0', 0],
])('%j is a whole number', (text, value) => {
  expect(wholeNumber(text, '--limit')).toBe(value);
});

test.each(['', ' ', '1.5', '1e3', '0x10', 'three', '99999999999999999999', '--3'])(
  '%j is refused by the name of its flag',
  (text) => {
    const read = () => wholeNumber(text, '--limit');
    expect(read).toThrow(AgentTuiError);
    expect(read).toThrow(`--limit takes a whole number, not "${text}"`);
  },
);

test('columns are as wide as their widest cell, and lines have no blanks at their ends', () => {
  expect(columns([])).toEqual([]);
  expect(
    columns([
      ['#1', 'Login', 'merged'],
      ['#10', 'A', ''],
      ['#2', '\u001b[31mRed\u001b[m', 'two\nlines'],
    ]),
  ).toEqual(['#1   Login  merged', '#10  A', '#2   Red    two lines']);
});

test('what is printed holds nothing that a terminal would obey', async () => {
  const stdout = new PassThrough();
  print({ stdout } as unknown as Io, 'a \u001b[2Jname', 'two\nlines \u009b31m');
  stdout.end();
  expect(await text(stdout)).toBe('a name\ntwo\nlines \n');
});
