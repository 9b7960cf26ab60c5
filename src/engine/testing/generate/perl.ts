import { notImplemented } from './draft.ts';
import type { TestFileDraft } from './draft.ts';
import { plainSingleQuoted } from './literals.ts';

/** A script of Test::More with its plan. */
export function perlTests({ sentences, source }: TestFileDraft): string {
  const tests = sentences.map(
    (sentence) => `fail(${plainSingleQuoted(`${notImplemented}${sentence}`)});`,
  );
  const head = [
    'use strict;',
    'use warnings;',
    `use Test::More tests => ${String(sentences.length)};`,
    '',
    `# Tests of ${source}`,
  ];
  return `${[...head, ...tests].join('\n')}\n`;
}
