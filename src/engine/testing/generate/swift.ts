import { posix } from 'node:path';
import { notImplemented } from './draft.ts';
import type { TestFileDraft } from './draft.ts';
import { capitalised, plainWords, uniqueNames } from './identifiers.ts';

/** Tests of Swift Testing, or of XCTest where the project writes its tests so. */
export function swiftTests(draft: TestFileDraft): string {
  const classes = draft.neighbours.filter(({ text }) => /^\s*import XCTest\b/mu.test(text));
  const isOld = classes.length > 0 && classes.length * 2 >= draft.neighbours.length;
  return isOld ? xctestClass(draft) : swiftTestingSuite(draft);
}

/** A class of XCTest. */
export function xctestClass(draft: TestFileDraft): string {
  const names = uniqueNames(draft.sentences, (words) => `test${capitalised(words)}`);
  const tests = draft.sentences.map(
    (sentence, at) =>
      `    func ${names[at] ?? ''}() {\n        XCTFail(${swiftQuoted(`${notImplemented}${sentence}`)})\n    }\n`,
  );
  return `import XCTest\n\n${subjectLine(draft)}\nfinal class ${typeName(draft)}: XCTestCase {\n${tests.join('\n')}}\n`;
}

function swiftTestingSuite(draft: TestFileDraft): string {
  const names = uniqueNames(
    draft.sentences,
    (words) => {
      const name = capitalised(words);
      return `${/^\d/u.test(name) ? 'test' : name.slice(0, 1).toLowerCase()}${/^\d/u.test(name) ? name : name.slice(1)}`;
    },
    reserved,
  );
  const tests = draft.sentences.map(
    (sentence, at) =>
      `    @Test func ${names[at] ?? ''}() {\n        Issue.record(${swiftQuoted(`${notImplemented}${sentence}`)})\n    }\n`,
  );
  return `import Testing\n\n${subjectLine(draft)}\nstruct ${typeName(draft)} {\n${tests.join('\n')}}\n`;
}

/** Words of the language that are one plain word. */
const reserved: readonly string[] =
  'as break case catch class continue default defer deinit do else enum extension fallthrough false fileprivate for func guard if import in init inout internal is let nil operator private protocol public repeat rethrows return self static struct subscript super switch throw throws true try typealias var where while'.split(
    ' ',
  );

function subjectLine({ source }: TestFileDraft): string {
  return `// Tests of ${source.replaceAll(/[^\u0020-\u007e]/gu, '?')}`;
}

function typeName({ file }: TestFileDraft): string {
  const stem = posix.basename(file, '.swift');
  return /^[A-Za-z_]\w*$/u.test(stem) ? stem : `Test${capitalised(plainWords(stem))}`;
}

function swiftQuoted(text: string): string {
  const body = text
    .toWellFormed()
    .replaceAll(/[\\"]/gu, String.raw`\$&`)
    .replaceAll(/[^\u0020-\u007e\p{L}\p{N}]/gu, (found) => {
      const code = found.codePointAt(0) ?? 0;
      return String.raw`\u{${code.toString(16)}}`;
    });
  return `"${body}"`;
}
