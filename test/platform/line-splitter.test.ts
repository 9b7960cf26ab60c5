import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineSplitter } from '../../src/engine/platform/line-splitter.ts';

function split(chunks: readonly (string | Uint8Array)[], lineBytesMax = 100): string[] {
  const splitter = new LineSplitter(lineBytesMax);
  const lines = chunks.flatMap((chunk) => splitter.push(Buffer.from(chunk as Uint8Array)));
  return [...lines, ...splitter.end()];
}

test.each([
  ['lines', ['a\nb\n'], ['a', 'b']],
  ['a last line without an end', ['a\nb'], ['a', 'b']],
  ['empty lines', ['\n\na\n'], ['', '', 'a']],
  ['a line in several chunks', ['he', 'll', 'o\n'], ['hello']],
  ['a character in two chunks', [Buffer.from([0xc3]), Buffer.from([0xa9, 0x0a])], ['é']],
  ['ends of DOS', ['a\r\nb\r', '\nc\r\n'], ['a', 'b', 'c']],
  ['a progress bar', ['10 %\r20 %\r\n'], ['10 %', '20 %']],
  ['NUL', ['a\0b\n'], ['a\0b']],
  ['what is not UTF-8', [Buffer.from([0x61, 0xff, 0xfe, 0x62, 0x0a])], ['a\ufffd\ufffdb']],
])('splits %s', (_name, chunks, lines) => {
  expect(split(chunks)).toEqual(lines);
});

test('a line of exactly the limit is whole, a longer one is cut and says so', () => {
  expect(split(['12345\n1234567\n12'], 5)).toEqual([
    '12345',
    '12345 … [line cut at 5 bytes]',
    '12',
  ]);
});

test('a cut does not leave half a character', () => {
  expect(split(['aé日é\n'], 5)).toEqual(['aé … [line cut at 5 bytes]']);
});

test('how the bytes come in chunks does not matter', () => {
  const text = fc.array(fc.constantFrom('a', 'é', '😀', '\n', '\r', '\r\n', '\0'), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 7 }), (parts, size) => {
      const bytes = Buffer.from(parts.join(''));
      const chunks = [];
      for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size));
      expect(split(chunks, 12)).toEqual(split([bytes], 12));
    }),
  );
});

test('64 MB without a newline are not held', () => {
  const splitter = new LineSplitter(64 * 1024);
  const chunk = Buffer.alloc(1024 * 1024, 'x');
  const before = process.memoryUsage();
  let lines = 0;
  for (let megabyte = 0; megabyte < 64; megabyte += 1) lines += splitter.push(chunk).length;
  const after = process.memoryUsage();
  const grown = after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers;
  expect(lines + splitter.end().length).toBe(1);
  expect(grown).toBeLessThan(16 * 1024 * 1024);
});
