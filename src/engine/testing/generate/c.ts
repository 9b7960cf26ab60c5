import { AgentTuiError } from '../../model/error.ts';
import { notImplemented } from './draft.ts';
import type { TestFileDraft } from './draft.ts';
import { capitalised, uniqueNames } from './identifiers.ts';
import { plainQuoted } from './literals.ts';
import { classNameOf } from './subject.ts';

/** The libraries that a neighbour or a build file shows, with how a failing test is written for each. */
const libraries = [
  { kind: 'gtest', shown: /gtest|GoogleTest/u },
  { kind: 'catch2', shown: /catch2|Catch2|\bcatch\.hpp/u },
  { kind: 'doctest', shown: /doctest/u },
] as const;

/** Tests of the library that the project uses; without one, a program that fails. */
export function cTests(draft: TestFileDraft): string {
  const texts = [...draft.neighbours, ...draft.beside, ...(draft.manifests ?? [])];
  const library = libraries.find(({ shown }) => texts.some(({ text }) => shown.test(text)))?.kind;
  switch (library) {
    case 'gtest':
      return gtests(draft);
    case 'catch2':
      return named(draft, { include: catchInclude(draft), call: 'FAIL' });
    case 'doctest':
      return named(draft, { include: '#include <doctest/doctest.h>', call: 'FAIL' });
    default:
      return program(draft);
  }
}

function gtests({ sentences, source }: TestFileDraft): string {
  const suite = `${classNameOf(source)}Test`;
  const names = uniqueNames(sentences, (words) => capitalised(words));
  const tests = sentences.map((sentence, index) =>
    [
      `TEST(${suite}, ${plainName(names[index] ?? '')}) {`,
      `  FAIL() << ${cQuoted(`${notImplemented}${sentence}`)};`,
      '}',
    ].join('\n'),
  );
  return `#include <gtest/gtest.h>\n\n// Tests of ${source}\n\n${tests.join('\n\n')}\n`;
}

function plainName(name: string): string {
  return /^\d/u.test(name) ? `Case${name}` : name;
}

function named(
  { sentences, source }: TestFileDraft,
  { include, call }: { readonly include: string; readonly call: string },
): string {
  const names = uniqueNames(sentences, (words) => words.join(' '));
  const tests = sentences.map((sentence, index) =>
    [
      `TEST_CASE(${cQuoted(names[index] ?? '')}) {`,
      `  ${call}(${cQuoted(`${notImplemented}${sentence}`)});`,
      '}',
    ].join('\n'),
  );
  return `${include}\n\n// Tests of ${source}\n\n${tests.join('\n\n')}\n`;
}

function catchInclude({ neighbours }: TestFileDraft): string {
  for (const { text } of neighbours) {
    const line = /^#include\s+[<"]catch[^>"]*[>"]$/mu.exec(text)?.[0];
    if (line !== undefined) return line;
  }
  return '#include <catch2/catch.hpp>';
}

/** One program is one test, so that it can tell of one alone. */
function program({ sentences, source }: TestFileDraft): string {
  const [sentence = ''] = sentences;
  if (sentences.length !== 1) {
    throw new AgentTuiError('usage', 'a test program without a library tells of one test alone', {
      hint: 'ask for one test at a time, or add a test library to the project first',
    });
  }
  const lines = [
    '#include <stdio.h>',
    '',
    `/* Tests of ${source.replaceAll('*/', '* /')} */`,
    'int main(void) {',
    `  puts(${cQuoted(`${notImplemented}${sentence}`)});`,
    '  return 1;',
    '}',
  ];
  return `${lines.join('\n')}\n`;
}

/** Trigraphs are no more than two question marks in an old compiler. */
function cQuoted(text: string): string {
  return plainQuoted(text).replaceAll('??', String.raw`?\?`);
}
