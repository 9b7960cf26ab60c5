import { javaScriptCase } from '../javascript-case.ts';

/** AVA. */
export const avaCase = javaScriptCase({
  framework: 'ava',
  npm: ['ava@6'],
  version: ['ava', '--version'],
  manifest: { scripts: { test: 'ava' } },
  file: 'test/sums.test.mjs',
  head: "import test from 'ava';",
  test: (name, body) => `test('${name}', async (t) => {${body}});`,
  passes: ' t.pass(); ',
  skip: "test.skip('later', () => {});",
  leaves: /^node_modules/u,
  hangLimitMs: 8_000,
  generated: {
    files: { 'package.json': '{"name": "sums", "type": "module", "scripts": {"test": "ava"}}\n' },
    source: 'src/sums.js',
    tests: ['adds two numbers', 'refuses "text"'],
  },
});
