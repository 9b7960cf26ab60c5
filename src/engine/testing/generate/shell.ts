import { notImplemented } from './draft.ts';
import type { TestFileDraft } from './draft.ts';
import { plainWords, uniqueNames } from './identifiers.ts';
import { shellQuoted } from './literals.ts';

/** Tests of Bats; a name is read by a shell, so that only plain words stand in it. */
export function batsTests({ sentences, source }: TestFileDraft): string {
  const names = uniqueNames(sentences, (words) => words.join(' '));
  const tests = sentences.map((sentence, index) =>
    [
      `@test "${names[index] ?? ''}" {`,
      `  echo ${shellQuoted(`${notImplemented}${sentence}`)}`,
      '  false',
      '}',
    ].join('\n'),
  );
  return `#!/usr/bin/env bats\n\n# Tests of ${source}\n\n${tests.join('\n\n')}\n`;
}

/** Functions of shUnit2, which the last line runs as the neighbours do. */
export function shunit2Tests({ sentences, source, neighbours }: TestFileDraft): string {
  const names = uniqueNames(sentences, (words) => ['test', ...words].join('_'));
  const tests = sentences.map((sentence, index) =>
    [
      `${names[index] ?? ''}() {`,
      `  fail ${shellQuoted(`${notImplemented}${sentence}`)}`,
      '}',
    ].join('\n'),
  );
  const sourced = neighbours
    .map(
      ({ text }) => /^\s*(?<line>(?:\.|source)\s+\S*shunit2\S*)\s*$/mu.exec(text)?.groups?.['line'],
    )
    .find((line) => line !== undefined);
  const words = plainWords(source).join(' ');
  return `#!/bin/sh\n# Tests of ${words === '' ? 'it' : source}\n\n${tests.join('\n\n')}\n\n${sourced ?? '. shunit2'}\n`;
}
