import { expect, test } from 'vitest';
import { declaredPath } from '../../src/engine/model/declared-path.ts';

test.each([
  ['src/auth', 'src/auth'],
  ['./src//auth/', 'src/auth'],
  ['src/auth/**', 'src/auth'],
  ['src/auth/*', 'src/auth'],
  ['a file with spaces.txt', 'a file with spaces.txt'],
  ['src/..name', 'src/..name'],
])('the path %s is %s', (text, path) => {
  expect(declaredPath(text, 100)).toEqual({ kind: 'path', path });
});

test.each([
  ['', /whole project/],
  ['.', /whole project/],
  ['./**', /whole project/],
  ['../other', /leaves the project/],
  ['src/../../other', /leaves the project/],
  ['/etc/passwd', /not relative/],
  ['~/notes', /not relative/],
  ['C:\\notes', /not relative/],
  ['\\\\host\\share', /not relative/],
  ['src/a\nb', /control characters/],
  ['x'.repeat(101), /longer than 100/],
])('the path %j is refused', (text, reason) => {
  const read = declaredPath(text, 100);
  expect(read.kind === 'wrong' ? read.reason : read).toMatch(reason);
});
