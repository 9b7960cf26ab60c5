import { javaScriptCase } from '../javascript-case.ts';

/** Jasmine. */
export const jasmineCase = javaScriptCase({
  framework: 'jasmine',
  npm: ['jasmine@5'],
  version: ['jasmine', '-v'],
  manifest: { scripts: { test: 'jasmine' } },
  files: {
    'spec/support/jasmine.json': '{"spec_dir": "spec", "spec_files": ["**/*[sS]pec.js"]}\n',
  },
  file: 'spec/sums.spec.js',
  head: "'use strict';",
  test: (name, body) =>
    `it('${name}', async () => {${body === '' ? ' expect(1).toBe(1); ' : body}});`,
  skip: "xit('later', () => {});",
});
