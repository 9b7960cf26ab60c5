import { clojureTestFile, clojureTestFiles } from '../clojure/clojure-tests.ts';
import { clojureNamespaceOf } from '../generate/clojure.ts';
import { quoted } from '../generate/literals.ts';
import { nameParts } from '../selection/name-pattern.ts';
import { needsFile } from '../selection/needs-file.ts';
import type { Framework } from './framework.ts';

const aliases = /^-[MXAT](?<names>(?::[\w./+-]+)+)$/u;

/**
 * clojure.test without Leiningen. An alias of ours comes last among those of the project: of several the last one says
 * what is run. A `clojure` of before deps.edn, as distributions have it, is given the class path instead.
 */
export const clojureTest: Framework = {
  id: 'clojure-test',
  title: 'clojure.test',
  language: 'Clojure',
  ecosystem: 'clojure',
  level: 'unit',
  proof: 'tool',
  supersedes: [],
  typed: {
    start: '',
    all: '-M:test',
    file: '-M:test -n NAMESPACE',
    test: '-M:test -v NAMESPACE/NAME',
  },
  evidence: {
    calls: [
      {
        program: /^cljo?$|^clojure$/u,
        words: [/^-[MXAT](?::[\w./+-]+)*:[\w./+-]*test[\w./+-]*(?::[\w./+-]+)*$/u],
        keepsWords: true,
      },
      { program: /^clj$|^clojure$/u, words: [/clojure\.test|test-runner/u] },
    ],
    modules: [],
    configFiles: null,
    configMarks: [{ file: /^deps\.edn$/u, mark: /:test\s*\{|test-runner/u }],
    packages: [],
    dependencyMarks: [{ file: /^deps\.edn$/u, mark: /test-runner|test\.check|eftest/u }],
    ...clojureTestFiles,
    imports: /\bclojure\.test\b/u,
    convention: { file: /^deps\.edn$/u, mark: null, hidesTests: false },
  },
  start: { kind: 'program', name: 'clojure' },
  report: { format: 'told-jsonl', source: { kind: 'file', name: 'report.jsonl' } },
  watches: /^--watch$/u,
  watchesBare: false,
  carried: aliases,
  dropped: [],
  noTests: { exitCode: null, printed: null },
  command: ({ launcher, args, has, injected }) => {
    const runner = injected('clojure_runner.clj');
    const own = args.filter((word) => !aliases.test(word));
    if (!has('deps.edn')) {
      const path = ['src', 'test', 'resources'].filter(has).join(':');
      return [...launcher, '-cp', path, runner, ...own];
    }
    const named = args.map((word) => aliases.exec(word)?.groups?.['names'] ?? '').join('');
    const options = `{:aliases {:agent-tui/test {:main-opts [${quoted(runner)}]}}}`;
    return [
      ...launcher,
      '-Sdeps',
      options,
      `-M${named === '' ? ':test' : named}:agent-tui/test`,
      ...own,
    ];
  },
  env: ({ reportFile }) => ({ AGENT_TUI_REPORT: reportFile }),
  selection: {
    valueFlags: ['-d', '-n', '-v'],
    fileFlags: [
      { flag: '-d', takesValue: true },
      { flag: '-n', takesValue: true },
    ],
    nameFlags: [{ flag: '-v', takesValue: true }],
    words: ({ file, name }) => {
      const parts = name === null ? [] : nameParts(name);
      const namespace = file === null ? (parts.at(-2) ?? null) : clojureNamespaceOf(file);
      const test = parts.at(-1);
      if (namespace === null) throw needsFile('clojure.test', name ?? '');
      const last = test === undefined ? ['-n', namespace] : ['-v', `${namespace}/${test}`];
      return { first: [], last };
    },
  },
  testFile: clojureTestFile,
};
