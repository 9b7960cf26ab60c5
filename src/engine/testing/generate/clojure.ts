import { notImplemented } from './draft.ts';
import type { TestFileDraft } from './draft.ts';
import { uniqueNames } from './identifiers.ts';
import { quoted } from './literals.ts';

/** A namespace of clojure.test with one failing test for each sentence. */
export function clojureTests(draft: TestFileDraft): string {
  const names = uniqueNames(draft.sentences, (words) => {
    const name = [...words, 'test'].join('-');
    return /^\d/u.test(name) ? `case-${name}` : name;
  });
  const tests = draft.sentences.map(
    (sentence, at) =>
      `(deftest ${names[at] ?? ''}\n  (is false ${quoted(`${notImplemented}${sentence}`)}))\n`,
  );
  const head = `(ns ${clojureNamespaceOf(draft.file)}\n  (:require [clojure.test :refer [deftest is]]))\n`;
  const subject = draft.source.replaceAll(/[^\u0020-\u007e]/gu, '?');
  return [head, `;; Tests of ${subject}\n`, ...tests].join('\n');
}

/** `test/sums/core_test.clj` holds `sums.core-test`. */
export function clojureNamespaceOf(file: string): string {
  const below = file.replace(/^(?:.*\/)?(?:tests?|src)\/(?:(?:clj|cljc|clojure)\/)?/u, '');
  return below
    .replace(/\.clj[cs]?$/u, '')
    .replaceAll('/', '.')
    .replaceAll('_', '-');
}
