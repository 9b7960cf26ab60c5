import type { FrameworkCase } from '../framework-case.ts';
import { hostileTests, simulatedScenarios } from './simulated-scenarios.ts';

const file = 'test/sums/core_test.clj';
const inNamespace = (body: string) =>
  `(ns sums.core-test\n  (:require [clojure.test :refer [deftest is]]))\n\n${body}`;

/** Kaocha, on a simulator of Clojure's own tool with its alias. */
export const kaochaCase: FrameworkCase = {
  framework: 'kaocha',
  needs: { debian: [], npm: [] },
  version: ['clojure', '--version'],
  files: {
    'deps.edn':
      '{:paths ["src"]\n :aliases {:test {:extra-paths ["test"] :extra-deps {lambdaisland/kaocha {:mvn/version "1.91.1392"}}}}}\n',
    'tests.edn': '#kaocha/v1 {}\n',
    'src/sums/core.clj': '(ns sums.core)\n',
  },
  ...simulatedScenarios({
    file,
    green: inNamespace('(deftest adds\n  (is true))\n(deftest later\n  ^:kaocha/skip (is true))\n'),
    red: inNamespace('(deftest adds\n  (is false "3 is not 4"))\n'),
    failing: { name: 'sums.core-test > sums.core-test/adds' },
    zero: inNamespace(''),
    comment: (words) => `; ${words}`,
  }),
  generated: { files: {}, source: 'src/sums/core.clj', tests: hostileTests },
};
