import { javaScriptCase } from '../javascript-case.ts';

/** The test runner of Bun. */
export const bunTestCase = javaScriptCase({
  framework: 'bun-test',
  npm: ['bun@1'],
  version: ['bun', '--version'],
  manifest: { scripts: { test: 'bun test' } },
  file: 'src/sums.test.js',
  head: "import { test } from 'bun:test';",
  test: (name, body) => `test('${name}', async () => {${body}});`,
  skip: "test.skip('later', () => {});",
});
