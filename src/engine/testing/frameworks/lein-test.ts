import { clojureTestFile, clojureTestFiles } from '../clojure/clojure-tests.ts';
import { clojureNamespaceOf } from '../generate/clojure.ts';
import { quoted } from '../generate/literals.ts';
import { nameParts } from '../selection/name-pattern.ts';
import { needsFile } from '../selection/needs-file.ts';
import type { Framework } from './framework.ts';

/** Leiningen, with a reporter of ours among the injections of the project. */
export const leinTest: Framework = {
  id: 'lein-test',
  title: 'clojure.test with Leiningen',
  language: 'Clojure',
  ecosystem: 'clojure',
  level: 'unit',
  proof: 'tool',
  supersedes: ['clojure-test'],
  typed: {
    start: 'test',
    all: 'test',
    file: 'test :only NAMESPACE',
    test: 'test :only NAMESPACE/NAME',
  },
  evidence: {
    calls: [{ program: /^lein$/u, words: [/^test$/u] }],
    modules: [],
    configFiles: /^project\.clj$/u,
    configMarks: [],
    packages: [],
    dependencyMarks: [],
    ...clojureTestFiles,
    // The same files are run by several tools, so that they do not speak for one.
    imports: null,
    convention: { file: /^project\.clj$/u, mark: null, hidesTests: false },
  },
  start: { kind: 'tree-program', paths: ['lein', 'bin/lein'], name: 'lein' },
  report: { format: 'told-jsonl', source: { kind: 'file', name: 'report.jsonl' } },
  watches: /^(?:auto|test-refresh|:autotest)$/u,
  watchesBare: false,
  // `with-profile +dev`, test selectors, namespaces and `-o` are kept.
  carried: /^(?!(?:do|clean|deps|compile|javac),?$)/u,
  dropped: [],
  noTests: { exitCode: null, printed: null },
  command: ({ launcher, args, injected }) => [
    ...launcher,
    ...profileOf(args),
    'update-in',
    ':injections',
    'conj',
    `(load-file ${quoted(injected('clojure_reporter.clj'))})`,
    '--',
    'test',
    ...args.slice(profileOf(args).length),
  ],
  env: ({ reportFile }) => ({ AGENT_TUI_REPORT: reportFile }),
  selection: {
    valueFlags: ['with-profile', 'with-profiles', ':only'],
    fileFlags: [],
    nameFlags: [{ flag: ':only', takesValue: true }],
    words: ({ file, name }) => {
      const parts = name === null ? [] : nameParts(name);
      const namespace = file === null ? (parts.at(-2) ?? null) : clojureNamespaceOf(file);
      const test = parts.at(-1);
      if (namespace === null) throw needsFile('Leiningen', name ?? '');
      return {
        first: [],
        last: [':only', test === undefined ? namespace : `${namespace}/${test}`],
      };
    },
  },
  testFile: clojureTestFile,
};

/** What stands before the task: `with-profile +dev`. */
function profileOf(args: readonly string[]): readonly string[] {
  return /^with-profiles?$/u.test(args[0] ?? '') ? args.slice(0, 2) : [];
}
