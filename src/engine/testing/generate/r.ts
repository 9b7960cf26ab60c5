import { notImplemented } from './draft.ts';
import type { TestFileDraft } from './draft.ts';
import { plainQuoted } from './literals.ts';

/** Tests of testthat. */
export function testthatTests({ sentences, source }: TestFileDraft): string {
  const tests = sentences.map((sentence) =>
    [
      `test_that(${plainQuoted(sentence)}, {`,
      `  fail(${plainQuoted(`${notImplemented}${sentence}`)})`,
      '})',
    ].join('\n'),
  );
  return `# Tests of ${source}\n\n${tests.join('\n\n')}\n`;
}
