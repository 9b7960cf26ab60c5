import { javaScriptCase } from '../javascript-case.ts';

/** Vitest, whose script would watch on a terminal. */
export const vitestCase = javaScriptCase({
  framework: 'vitest',
  npm: ['vitest@4'],
  version: ['vitest', '--version'],
  manifest: { scripts: { test: 'vitest' } },
  file: 'src/sums.test.js',
  head: "import { test } from 'vitest';",
  test: (name, body) => `test('${name}', async () => {${body}});`,
  skip: "test.skip('later', () => {});",
  leaves: /^node_modules/u,
  zero: { 'src/readme.txt': '' },
});
