import { posix } from 'node:path';
import { notImplemented } from './draft.ts';
import type { TestFileDraft } from './draft.ts';
import { uniqueNames } from './identifiers.ts';

/** A module of EUnit with one failing function for each test. */
export function eunitTests(draft: TestFileDraft): string {
  const module = posix.basename(draft.file, '.erl');
  const names = uniqueNames(draft.sentences, (words) => {
    const name = [...words, 'test'].join('_');
    return /^\d/u.test(name) ? `case_${name}` : name;
  });
  const tests = draft.sentences.map(
    (sentence, at) =>
      `${names[at] ?? ''}() ->\n    erlang:error(${erlangQuoted(`${notImplemented}${sentence}`)}).\n`,
  );
  const subject = draft.source.replaceAll(/[^\u0020-\u007e]/gu, '?');
  const head = [
    `-module(${erlangAtom(module)}).`,
    '-include_lib("eunit/include/eunit.hrl").',
    '',
    `%% Tests of ${subject}`,
  ];
  return `${head.join('\n')}\n\n${tests.join('\n')}`;
}

function erlangAtom(name: string): string {
  return /^[a-z]\w*$/u.test(name) ? name : `'${name.replaceAll(/[\\']/gu, String.raw`\$&`)}'`;
}

function erlangQuoted(text: string): string {
  const body = text
    .toWellFormed()
    .replaceAll(/[\\"]/gu, String.raw`\$&`)
    .replaceAll(/[^\u0020-\u007e]/gu, (found) => {
      const code = found.codePointAt(0) ?? 0;
      return String.raw`\x{${code.toString(16)}}`;
    });
  return `"${body}"`;
}
