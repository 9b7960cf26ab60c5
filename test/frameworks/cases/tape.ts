import { javaScriptCase } from '../javascript-case.ts';

/** tape. */
export const tapeCase = javaScriptCase({
  framework: 'tape',
  npm: ['tape@5'],
  version: [],
  manifest: { scripts: { test: 'tape test/*.test.js' } },
  file: 'test/sums.test.js',
  head: "const test = require('tape');",
  test: (name, body) => `test('${name}', (t) => {${body} t.end(); });`,
  passes: " t.ok(true, 'adds'); ",
  fails: "t.fail('adds');",
  skip: null,
});
