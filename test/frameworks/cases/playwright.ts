import { javaScriptCase } from '../javascript-case.ts';

/** Playwright, without a browser. */
export const playwrightCase = javaScriptCase({
  framework: 'playwright',
  npm: ['@playwright/test@1'],
  version: ['playwright', '--version'],
  manifest: { scripts: { test: 'playwright test' } },
  file: 'tests/sums.spec.js',
  head: "const { test } = require('@playwright/test');",
  test: (name, body) => `test('${name}', async () => {${body}});`,
  skip: "test.skip('later', () => {});",
  leaves: /^(?:test-results|playwright-report)/u,
  hangLimitMs: 10_000,
  zero: { 'src/readme.txt': '' },
});
