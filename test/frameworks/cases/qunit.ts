import { javaScriptCase } from '../javascript-case.ts';

/** QUnit. */
export const qunitCase = javaScriptCase({
  framework: 'qunit',
  npm: ['qunit@2'],
  version: ['qunit', '--version'],
  manifest: { scripts: { test: 'qunit' } },
  file: 'test/sums.js',
  head: "'use strict';",
  test: (name, body) => `QUnit.test('${name}', async (assert) => {${body}});`,
  passes: ' assert.ok(true); ',
  skip: "QUnit.skip('later', () => {});",
  failsAt: null,
});
