import { javaScriptCase } from '../javascript-case.ts';

/** The test runner of Deno. */
export const denoTestCase = javaScriptCase({
  framework: 'deno-test',
  npm: ['deno@2'],
  version: ['deno', '--version'],
  files: { 'deno.json': '{"tasks": {"test": "deno test -A"}}\n' },
  file: 'src/sums_test.mjs',
  head: '// Sums.',
  test: (name, body) =>
    `Deno.test({ name: '${name}', sanitizeOps: false, sanitizeResources: false, fn: async () => {${body}} });`,
  skip: "Deno.test({ name: 'later', ignore: true, fn() {} });",
  zero: { 'src/readme.txt': '' },
});
