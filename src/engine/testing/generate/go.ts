import { posix } from 'node:path';
import { notImplemented } from './draft.ts';
import type { TestFileDraft } from './draft.ts';
import { capitalised, uniqueNames } from './identifiers.ts';
import { quoted } from './literals.ts';

const packageLine = /^package\s+(?<name>\w+)/mu;
const testFunction = /^func\s+(?<name>(?:Test|Benchmark|Fuzz|Example)\w*)\s*\(/gmu;

/** Test functions in the package of the directory; a second function of one name would not compile. */
export function goTests(draft: TestFileDraft): string {
  const { sentences, source } = draft;
  const taken = draft.beside.flatMap(({ text }) => testFunctionsIn(text));
  const names = uniqueNames(sentences, (words) => `Test${capitalised(words)}`, taken);
  const tests = sentences.map((sentence, index) => {
    // `%s`, because vet refuses a text with a formatting directive in it.
    const failure = `\tt.Fatalf("${notImplemented}%s", ${quoted(sentence)})`;
    return `func ${names[index] ?? ''}(t *testing.T) {\n${failure}\n}\n`;
  });
  const head = `package ${packageOf(draft)}\n\nimport "testing"\n\n// Tests of ${source}.\n`;
  return [head, ...tests].join('\n');
}

/** The names of the functions that Go's runner knows in a file. */
export function testFunctionsIn(text: string): readonly string[] {
  return [...text.matchAll(testFunction)].map(({ groups }) => groups?.['name'] ?? '');
}

/** As the neighbours in the directory have it, else as the code there, else as the directory is called. */
function packageOf({ file, beside }: TestFileDraft): string {
  const named = (isTest: boolean) =>
    beside
      .filter(({ name }) => name.endsWith('_test.go') === isTest)
      .map(({ text }) => packageLine.exec(text)?.groups?.['name'])
      .find((name) => name !== undefined);
  const dir = posix
    .basename(posix.dirname(file))
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/gu, '');
  const fallback = /^[a-z]/u.test(dir) ? dir : 'main';
  return named(true) ?? named(false) ?? fallback;
}
