import { javaScriptCase } from '../javascript-case.ts';

/** Mocha. */
export const mochaCase = javaScriptCase({
  framework: 'mocha',
  npm: ['mocha@11'],
  version: ['mocha', '--version'],
  manifest: { scripts: { test: 'mocha' } },
  file: 'test/sums.test.js',
  head: "'use strict';",
  test: (name, body) => `it('${name}', async () => {${body}});`,
  skip: "it.skip('later', () => {});",
});
