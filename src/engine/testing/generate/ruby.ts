import { notImplemented } from './draft.ts';
import type { TestFileDraft } from './draft.ts';
import { uniqueNames } from './identifiers.ts';
import { plainSingleQuoted } from './literals.ts';
import { classNameOf } from './subject.ts';

/** Examples of RSpec, with the helper that the neighbours require. */
export function rspecTests(draft: TestFileDraft): string {
  const examples = draft.sentences.map((sentence) =>
    [
      `  it ${plainSingleQuoted(sentence)} do`,
      `    raise ${plainSingleQuoted(`${notImplemented}${sentence}`)}`,
      '  end',
    ].join('\n'),
  );
  const helper = requiredBy(draft, /^require ['"](?<name>\w*_helper)['"]/mu);
  const head = helper === null ? [] : [`require '${helper}'`, ''];
  const group = `RSpec.describe ${plainSingleQuoted(classNameOf(draft.source))} do`;
  const comment = `# Tests of ${draft.source}`;
  return `${[...head, comment, group].join('\n')}\n${examples.join('\n\n')}\nend\n`;
}

/** A class of Minitest, of the kind that the neighbours inherit from. */
export function minitestTests(draft: TestFileDraft): string {
  const base = draft.neighbours
    .map(({ text }) => /class \w+ < (?<base>[\w:]+)/u.exec(text)?.groups?.['base'])
    .find((name) => name !== undefined && !/Test::Unit/u.test(name));
  const helper = requiredBy(draft, /^require ['"](?<name>[\w/]*test_helper)['"]/mu);
  const start = helper === null ? "require 'minitest/autorun'" : `require '${helper}'`;
  return classOfTests(draft, { start, base: base ?? 'Minitest::Test' });
}

/** A class of test-unit. */
export function testUnitTests(draft: TestFileDraft): string {
  return classOfTests(draft, { start: "require 'test/unit'", base: 'Test::Unit::TestCase' });
}

function classOfTests(
  draft: TestFileDraft,
  { start, base }: { readonly start: string; readonly base: string },
): string {
  const names = uniqueNames(draft.sentences, (words) => ['test', ...words].join('_'));
  const methods = draft.sentences.map((sentence, index) =>
    [
      `  def ${names[index] ?? ''}`,
      `    flunk ${plainSingleQuoted(`${notImplemented}${sentence}`)}`,
      '  end',
    ].join('\n'),
  );
  const head = `${start}\n\n# Tests of ${draft.source}\nclass ${classNameOf(draft.source)}Test < ${base}`;
  return `${head}\n${methods.join('\n\n')}\nend\n`;
}

function requiredBy({ neighbours }: TestFileDraft, pattern: RegExp): string | null {
  for (const { text } of neighbours) {
    const name = pattern.exec(text)?.groups?.['name'];
    if (name !== undefined) return name;
  }
  return null;
}
