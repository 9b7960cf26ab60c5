import { notImplemented } from './draft.ts';
import type { TestFileDraft } from './draft.ts';

/** Tests of package:test, or of flutter_test, that fail. */
export function dartTests(draft: TestFileDraft, library: string): string {
  const tests = draft.sentences.map(
    (sentence) =>
      `  test(${dartQuoted(sentence)}, () {\n    fail(${dartQuoted(`${notImplemented}${sentence}`)});\n  });\n`,
  );
  const subject = draft.source.replaceAll(/[^\u0020-\u007e]/gu, '?');
  return `import 'package:${library}';\n\n// Tests of ${subject}\nvoid main() {\n${tests.join('\n')}}\n`;
}

function dartQuoted(text: string): string {
  const body = text
    .toWellFormed()
    .replaceAll(/[\\'$]/gu, String.raw`\$&`)
    .replaceAll(/[^\u0020-\u007e\p{L}\p{N}]/gu, (found) => {
      const code = found.codePointAt(0) ?? 0;
      return String.raw`\u{${code.toString(16)}}`;
    });
  return `'${body}'`;
}
