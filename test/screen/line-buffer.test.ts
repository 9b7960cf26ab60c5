import { expect, test } from 'vitest';
import { LineBuffer } from '../../src/ui/screen/index.ts';

test('a buffer of very long lines is bounded in characters too, and each line keeps its index', () => {
  const buffer = new LineBuffer(1_000);
  const lines = 500;
  for (let index = 0; index < lines; index += 1) {
    buffer.append([`${String(index)} ${'x'.repeat(60_000)}`]);
  }
  expect(buffer.end).toBe(lines);
  expect(buffer.first).toBe(lines - buffer.count);
  expect(buffer.count * 60_000).toBeLessThanOrEqual(4 * 1024 * 1024);
  for (let index = buffer.first; index < buffer.end; index += 1) {
    expect(buffer.at(index)?.text.startsWith(`${String(index)} `)).toBe(true);
  }
});

test('a buffer that has wrapped and then got long lines keeps the newest', () => {
  const buffer = new LineBuffer(100);
  for (let index = 0; index < 150; index += 1) buffer.append([String(index)]);
  for (let index = 150; index < 240; index += 1) {
    buffer.append([`${String(index)} ${'x'.repeat(60_000)}`]);
  }
  expect(buffer.end).toBe(240);
  expect(buffer.at(239)?.text.startsWith('239 ')).toBe(true);
  expect(buffer.at(buffer.first)?.text.startsWith(`${String(buffer.first)} `)).toBe(true);
});
