import type { Files } from '../../testing/tree.ts';
import type { FrameworkCase } from '../framework-case.ts';

const file = 'test/sums/core_test.clj';
const head =
  '(ns sums.core-test\n  (:require [clojure.test :refer [deftest is]] [sums.core :as sums]))\n';
const test = (body: string) => `${head}(deftest adds\n  ${body})\n`;
const source = 'src/sums/core.clj';

const lein: Files = {
  // Debian's own repository of libraries.
  'project.clj': `(defproject sums "0.1.0"
  :dependencies [[org.clojure/clojure "1.11.1"]]
  :local-repo "/usr/share/maven-repo"
  :offline? true)
`,
  [source]: '(ns sums.core)\n(defn add [a b] (+ a b))\n',
};

const scenarios: Omit<FrameworkCase, 'framework' | 'needs' | 'version' | 'files'> = {
  by: 'tool',
  green: {
    files: { [file]: `${test('(is (= 3 (sums/add 1 2)))')}(deftest fine (is true))\n` },
    totals: { total: 2, passed: 2, failed: 0, skipped: 0 },
  },
  red: {
    files: { [file]: `${test('(is (= 3 (sums/add 2 2)))')}(deftest fine (is true))\n` },
    totals: { total: 2, passed: 1, failed: 1, skipped: 0 },
    failing: { name: 'sums.core-test > adds', file, line: 4 },
  },
  zero: { files: { [file]: head }, totals: { total: 0, passed: 0, failed: 0, skipped: 0 } },
  broken: { files: { [file]: `${head}(deftest adds (is` } },
  hang: { files: { [file]: test('(Thread/sleep Long/MAX_VALUE)') } },
  daemon: {
    files: {
      [file]: test('(is (some? (.start (ProcessBuilder. ["setsid" "sleep" "300"]))))'),
    },
    totals: { total: 1, passed: 1, failed: 0, skipped: 0 },
  },
  generated: {
    files: {},
    source,
    tests: ['adds two numbers', 'refuses "text" and \\ – plainly'],
  },
  timeLimitMs: 90_000,
};

/** Leiningen offline, on the libraries of Debian. */
export const leinTestCase: FrameworkCase = {
  framework: 'lein-test',
  needs: { debian: ['leiningen', 'clojure'], npm: [] },
  version: ['lein', 'version'],
  leaves: /^(?:target\/|\.lein-failures$)/u,
  files: lein,
  ...scenarios,
};

/** Debian's `clojure`, which is given a class path; the alias of a deps.edn is made by the row's own table. */
export const clojureTestCase: FrameworkCase = {
  framework: 'clojure-test',
  needs: { debian: ['clojure'], npm: [] },
  version: ['clojure', '-e', '(clojure-version)'],
  files: {
    Makefile: 'test:\n\tclojure -cp src:test -m sums.test-runner\n',
    [source]: '(ns sums.core)\n(defn add [a b] (+ a b))\n',
  },
  ...scenarios,
};

/** Projects with a deps.edn, on a simulator of Clojure's own tool that gives the class path to the real Clojure. */
export const clojureDepsCase: FrameworkCase = {
  ...clojureTestCase,
  variant: 'deps.edn',
  by: 'simulator',
  version: ['clojure', '--version'],
  files: {
    'deps.edn': '{:paths ["src"]\n :aliases {:test {:extra-paths ["test"]}}}\n',
    [source]: '(ns sums.core)\n(defn add [a b] (+ a b))\n',
  },
};
