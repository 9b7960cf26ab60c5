import { posix } from 'node:path';
import { notImplemented } from './draft.ts';
import type { TestFileDraft } from './draft.ts';
import { capitalised, plainWords, uniqueNames } from './identifiers.ts';
import { quoted } from './literals.ts';

const testCase = /\(\s*(?:unittest\.)?TestCase\s*\)/u;

/** Test functions for pytest; classes of unittest where the project writes its tests so. */
export function pytestTests(draft: TestFileDraft): string {
  const classes = draft.neighbours.filter(({ text }) => testCase.test(text));
  if (classes.length * 2 > draft.neighbours.length) return unittestTests(draft);
  const tests = namesOf(draft).map(
    ([name, sentence]) =>
      `def ${name}():\n    raise NotImplementedError(${quoted(`${notImplemented}${sentence}`)})\n`,
  );
  return [`${subjectLine(draft)}\n`, ...tests].join('\n\n');
}

/** The same with a test case of Django. */
export function djangoTests(draft: TestFileDraft): string {
  const text = unittestTests(draft).replace(
    'import unittest\n',
    'from django.test import TestCase\n',
  );
  return text.replace('(unittest.TestCase)', '(TestCase)');
}

/** A class of unittest with a method for each test. */
export function unittestTests(draft: TestFileDraft): string {
  const stem = capitalised(plainWords(posix.basename(draft.source, '.py')));
  const tests = namesOf(draft).map(
    ([name, sentence]) =>
      `    def ${name}(self):\n        self.fail(${quoted(`${notImplemented}${sentence}`)})\n`,
  );
  const head = `import unittest\n\n${subjectLine(draft)}\n`;
  return `${head}\n\nclass Test${stem}(unittest.TestCase):\n${tests.join('\n')}`;
}

function namesOf({ sentences }: TestFileDraft): readonly (readonly [string, string])[] {
  const names = uniqueNames(sentences, (words) => ['test', ...words].join('_'));
  return sentences.map((sentence, index) => [names[index] ?? '', sentence]);
}

/** Only a comment: the file must load before there is a module to import. */
function subjectLine({ source }: TestFileDraft): string {
  if (!source.endsWith('.py')) return `# Tests of ${source}`;
  const module = source
    .replace(/^(?:src|lib)\//u, '')
    .replace(/(?:\/__init__)?\.py$/u, '')
    .replaceAll('/', '.');
  return `# Tests of ${source}: from ${module} import ...`;
}
