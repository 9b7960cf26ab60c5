import type { FrameworkEvidence, TestFileRules } from '../frameworks/framework.ts';
import { clojureTests } from '../generate/clojure.ts';

/** What the files of clojure.test look like, whichever tool runs them. */
export const clojureTestFiles: Pick<FrameworkEvidence, 'testFiles' | 'testExtensions'> = {
  testFiles: /(?:^|\/)(?:[^/]+_test|test_[^/]+)\.cljc?$/u,
  testExtensions: ['.clj', '.cljc'],
};

/** Where they stand and how they begin. */
export const clojureTestFile: TestFileRules = {
  names: ['*_test'],
  extensions: ['.clj', '.cljc'],
  spelled: 'snake',
  dir: (source) => {
    const groups = /^(?<module>(?:.*\/)?)src\/(?<below>(?:.*\/)?)[^/]*$/u.exec(source)?.groups;
    const below = (groups?.['below'] ?? '').replaceAll('-', '_');
    return `${groups?.['module'] ?? ''}test/${below}`.replace(/\/$/u, '');
  },
  besideOnly: false,
  areModules: false,
  text: clojureTests,
};
