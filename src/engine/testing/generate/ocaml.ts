import { posix } from 'node:path';
import { notImplemented } from './draft.ts';
import type { TestFileDraft } from './draft.ts';
import { plainQuoted } from './literals.ts';

/** A program of Alcotest. */
export function alcotestTests({ sentences, source }: TestFileDraft): string {
  const cases = sentences.map(
    (sentence) =>
      `    Alcotest.test_case ${plainQuoted(sentence)} \`Quick (fun () -> Alcotest.fail ${plainQuoted(`${notImplemented}${sentence}`)});`,
  );
  const suite = plainQuoted(posix.basename(source).replace(/\.\w+$/u, ''));
  return `(* Tests of ${source.replaceAll('*)', '* )')} *)\n\nlet tests =\n  [\n${cases.join('\n')}\n  ]\n\nlet () = Alcotest.run ${suite} [ (${suite}, tests) ]\n`;
}
