import { javaScriptCase } from '../javascript-case.ts';

/** Node's own test runner. */
export const nodeTestCase = javaScriptCase({
  framework: 'node-test',
  npm: [],
  version: ['node', '--version'],
  manifest: { scripts: { test: 'node --test' } },
  file: 'test/sums.test.js',
  head: "const test = require('node:test');",
  test: (name, body) => `test('${name}', async () => {${body}});`,
  skip: "test('later', { skip: true }, () => {});",
  zero: { 'test/readme.txt': '' },
});
