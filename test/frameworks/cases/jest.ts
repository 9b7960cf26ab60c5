import { javaScriptCase } from '../javascript-case.ts';

/** Jest. */
export const jestCase = javaScriptCase({
  framework: 'jest',
  npm: ['jest@30'],
  version: ['jest', '--version'],
  manifest: { scripts: { test: 'jest' } },
  file: 'src/sums.test.js',
  head: "'use strict';",
  test: (name, body) => `test('${name}', async () => {${body}});`,
  skip: "test.skip('later', () => {});",
  zero: { 'src/readme.txt': '' },
});
