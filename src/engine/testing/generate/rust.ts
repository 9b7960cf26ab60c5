import { notImplemented } from './draft.ts';
import type { TestFileDraft } from './draft.ts';
import { uniqueNames } from './identifiers.ts';
import { plainQuoted } from './literals.ts';

/** Functions of an integration test; the text is an argument, since a brace in it would be a place for one. */
export function rustTests({ sentences, source }: TestFileDraft): string {
  const names = uniqueNames(sentences, (words) => nameOf(words));
  const tests = sentences.map((sentence, index) =>
    [
      '#[test]',
      `fn ${names[index] ?? ''}() {`,
      `    panic!("{}", ${plainQuoted(`${notImplemented}${sentence}`)});`,
      '}',
    ].join('\n'),
  );
  return `// Tests of ${source}\n\n${tests.join('\n\n')}\n`;
}

/** No keyword and no digit in front. */
function nameOf(words: readonly string[]): string {
  const name = words.join('_');
  return words.length === 1 || /^\d/u.test(name) ? `it_${name}` : name;
}
