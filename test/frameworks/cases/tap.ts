import { javaScriptCase } from '../javascript-case.ts';

/** node-tap. */
export const tapCase = javaScriptCase({
  framework: 'tap',
  npm: ['tap@21'],
  version: [],
  manifest: { scripts: { test: 'tap' } },
  file: 'test/sums.test.js',
  head: "const t = require('tap');",
  test: (name, body) => `t.test('${name}', async (t) => {${body}});`,
  passes: ' t.ok(true); ',
  skip: "t.test('later', { skip: true }, () => {});",
  leaves: /^\.tap/u,
  timeLimitMs: 120_000,
});
