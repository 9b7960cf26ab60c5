import { nameParts } from '../selection/name-pattern.ts';
import type { Framework } from './framework.ts';

/** Common Test through rebar3 or erlang.mk, with the hook of OTP that writes JUnit XML. */
export const commonTest: Framework = {
  id: 'common-test',
  title: 'Common Test',
  language: 'Erlang',
  ecosystem: 'erlang',
  level: 'unit',
  proof: 'tool',
  supersedes: [],
  typed: {
    start: 'ct',
    all: 'ct',
    file: 'ct --suite=SUITE',
    test: 'ct --suite=SUITE --case=NAME',
  },
  evidence: {
    calls: [
      { program: /^rebar3?$/u, words: [/^ct,?$/u] },
      { program: /^make$/u, words: [/^ct$/u] },
      { program: /^ct_run$/u, words: [] },
    ],
    modules: [],
    configFiles: null,
    configMarks: [{ file: /^rebar\.config$/u, mark: /\bct_opts\b/u }],
    packages: [],
    dependencyMarks: [],
    testFiles: /(?:^|\/)[^/]+_SUITE\.erl$/u,
    testExtensions: ['.erl'],
    imports: /include_lib\("common_test\/include\/ct\.hrl"\)/u,
    convention: { file: /^(?:rebar\.config|erlang\.mk)$/u, mark: null, hidesTests: false },
  },
  start: { kind: 'tree-program', paths: ['rebar3'], name: 'rebar3' },
  report: { format: 'ct-surefire', source: { kind: 'file', name: 'report.xml' } },
  watches: /^--?shell$/u,
  watchesBare: false,
  carried:
    /^--(?:dir|suite|group|case|spec|config|sys_config|name|sname|setcookie|readable|include)=.+$/u,
  dropped: [],
  noTests: {
    exitCode: null,
    printed:
      /No tests? (?:were|was)? ?(?:found|run)|^Failed 0 tests?\. (?:Skipped 0 \(0, 0\) tests?\. )?Passed 0 tests?|^All 0 tests passed/mu,
  },
  command: ({ launcher, args, has, reportFile }) =>
    has('erlang.mk') && !has('rebar.config')
      ? ['make', 'ct', `CT_OPTS=-ct_hooks cth_surefire '[{path,"${reportFile}"}]'`]
      : [...launcher, 'ct', ...args],
  env: ({ reportFile, injected }) => ({
    AGENT_TUI_REPORT: reportFile,
    REBAR_CONFIG: injected('rebar-tests.config'),
  }),
  selection: {
    valueFlags: [],
    fileFlags: [
      { flag: '--suite', takesValue: true },
      { flag: '--dir', takesValue: true },
      { flag: '--spec', takesValue: true },
    ],
    nameFlags: [
      { flag: '--case', takesValue: true },
      { flag: '--group', takesValue: true },
    ],
    words: ({ file, name }) => {
      const suite = file?.replace(/\.erl$/u, '') ?? null;
      const test = name === null ? null : (nameParts(name).at(-1) ?? name);
      return {
        first: [
          ...(suite === null ? [] : [`--suite=${suite}`]),
          ...(test === null ? [] : [`--case=${test}`]),
        ],
        last: [],
      };
    },
  },
  testFile: null,
};
