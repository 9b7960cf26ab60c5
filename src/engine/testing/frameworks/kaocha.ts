import { clojureTestFile, clojureTestFiles } from '../clojure/clojure-tests.ts';
import { clojureNamespaceOf } from '../generate/clojure.ts';
import { nameParts } from '../selection/name-pattern.ts';
import { needsFile } from '../selection/needs-file.ts';
import type { Framework } from './framework.ts';

const aliases = /^-[MXAT](?<names>(?::[\w./+-]+)+)$/u;
/** Last among the aliases, it says what is run and brings the plugin that writes the report. */
const alias =
  '{:aliases {:agent-tui/kaocha {:extra-deps {lambdaisland/kaocha-junit-xml {:mvn/version "1.17.101"}} :main-opts ["-m" "kaocha.runner"]}}}';

/** Kaocha, by the script that projects keep for it or by Clojure's own tool. */
export const kaocha: Framework = {
  id: 'kaocha',
  title: 'Kaocha',
  language: 'Clojure',
  ecosystem: 'clojure',
  level: 'unit',
  proof: 'simulator',
  supersedes: ['clojure-test', 'lein-test'],
  typed: { start: '', all: '', file: '--focus NAMESPACE', test: '--focus NAMESPACE/NAME' },
  evidence: {
    calls: [
      { program: /^kaocha$/u, words: [] },
      { program: /^clj$|^clojure$/u, words: [/kaocha/u], keepsWords: true },
    ],
    modules: [],
    configFiles: /^tests\.edn$/u,
    configMarks: [],
    packages: [],
    dependencyMarks: [{ file: /^(?:deps\.edn|project\.clj)$/u, mark: /lambdaisland\/kaocha\b/u }],
    ...clojureTestFiles,
    // The same files are run by several tools, so that they do not speak for one.
    imports: null,
    convention: null,
  },
  start: { kind: 'tree-program', paths: ['bin/kaocha'], name: 'clojure' },
  report: { format: 'junit', source: { kind: 'file', name: 'report.xml' } },
  watches: /^--watch$/u,
  watchesBare: false,
  carried: /^(?:-[MXAT]:\S+|:[\w-]+|--(?:focus|skip)(?:-meta)?|[\w.-]+\/[\w-]+)$/u,
  dropped: [],
  noTests: { exitCode: null, printed: /No tests (?:were )?found|WARNING: No tests/iu },
  command: ({ launcher, args, reportFile }) => {
    const options = [
      '--no-color',
      '--plugin',
      'kaocha.plugin/junit-xml',
      '--junit-xml-file',
      reportFile,
    ];
    const own = args.filter((word) => !aliases.test(word));
    if (launcher[0]?.endsWith('kaocha') === true) return [...launcher, ...options, ...own];
    const named = args.map((word) => aliases.exec(word)?.groups?.['names'] ?? '').join('');
    const chosen = named === '' ? ':test:kaocha' : named;
    return [...launcher, '-Sdeps', alias, `-M${chosen}:agent-tui/kaocha`, ...options, ...own];
  },
  selection: {
    valueFlags: ['--focus', '--skip', '--focus-meta', '--skip-meta'],
    fileFlags: [],
    nameFlags: [{ flag: '--focus', takesValue: true }],
    words: ({ file, name }) => {
      const parts = name === null ? [] : nameParts(name);
      const namespace = file === null ? (parts.at(-2) ?? null) : clojureNamespaceOf(file);
      const test = parts.at(-1);
      if (namespace === null) throw needsFile('Kaocha', name ?? '');
      return {
        first: [],
        last: ['--focus', test === undefined ? namespace : `${namespace}/${test}`],
      };
    },
  },
  testFile: clojureTestFile,
};
