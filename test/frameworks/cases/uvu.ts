import { javaScriptCase } from '../javascript-case.ts';

/** uvu. */
export const uvuCase = javaScriptCase({
  framework: 'uvu',
  npm: ['uvu@0.5'],
  version: ['uvu', '--version'],
  manifest: { scripts: { test: 'uvu tests' } },
  file: 'tests/sums.js',
  head: "const { test } = require('uvu');",
  test: (name, body) => `test('${name}', async () => {${body}});`,
  skip: "test.skip('later', () => {});",
  tail: 'test.run();\n',
  failsAt: null,
});
