import { eunitTests } from '../generate/erlang.ts';
import { nameParts } from '../selection/name-pattern.ts';
import { needsFile } from '../selection/needs-file.ts';
import type { Framework } from './framework.ts';

/** EUnit through rebar3 or erlang.mk, with a listener of ours beside its own. */
export const eunit: Framework = {
  id: 'eunit',
  title: 'EUnit',
  language: 'Erlang',
  ecosystem: 'erlang',
  level: 'unit',
  proof: 'tool',
  supersedes: [],
  typed: {
    start: 'eunit',
    all: 'eunit',
    file: 'eunit --module=MODULE',
    test: 'eunit --test=MODULE:NAME',
  },
  evidence: {
    calls: [
      { program: /^rebar3?$/u, words: [/^eunit,?$/u] },
      { program: /^make$/u, words: [/^eunit$/u] },
    ],
    modules: [],
    configFiles: null,
    configMarks: [{ file: /^rebar\.config$/u, mark: /\beunit_(?:opts|tests|compile_opts)\b/u }],
    packages: [],
    dependencyMarks: [],
    testFiles: /(?:^|\/)[^/]+_tests\.erl$/u,
    testExtensions: ['.erl'],
    imports: /include_lib\("eunit\/include\/eunit\.hrl"\)/u,
    // A module may hold its own tests.
    convention: { file: /^(?:rebar\.config|erlang\.mk)$/u, mark: null, hidesTests: true },
  },
  start: { kind: 'tree-program', paths: ['rebar3'], name: 'rebar3' },
  report: { format: 'told-jsonl', source: { kind: 'file', name: 'report.jsonl' } },
  watches: /^$/u,
  watchesBare: false,
  carried: /^--(?:app|application|dir|sys_config|name|sname|setcookie|module|suite|test)=.+$/u,
  dropped: [],
  noTests: { exitCode: null, printed: /^\s*There were no tests to run\.$/mu },
  build: ({ reportDir, injected }) => [['erlc', '-o', reportDir, injected('agent_tui_eunit.erl')]],
  command: ({ launcher, args, has }) =>
    has('erlang.mk') && !has('rebar.config')
      ? ['make', 'eunit', 'EUNIT_OPTS={report,{agent_tui_eunit,[]}}']
      : [...launcher, 'eunit', ...args],
  env: ({ reportFile, reportDir, injected }) => ({
    AGENT_TUI_REPORT: reportFile,
    REBAR_CONFIG: injected('rebar-tests.config'),
    ERL_FLAGS: `-pa "${reportDir}"`,
  }),
  selection: {
    valueFlags: [],
    fileFlags: [
      { flag: '--module', takesValue: true },
      { flag: '--suite', takesValue: true },
      { flag: '--app', takesValue: true },
      { flag: '--application', takesValue: true },
      { flag: '--dir', takesValue: true },
    ],
    nameFlags: [{ flag: '--test', takesValue: true }],
    words: ({ file, text, name }) => {
      const module = file?.replace(/^.*\//u, '').replace(/\.erl$/u, '') ?? null;
      const chosen = name === null ? null : testOf(name, text, module);
      if (chosen === null && name !== null) throw needsFile('EUnit', name);
      return { first: [chosen ?? `--module=${module ?? ''}`], last: [] };
    },
  },
  testFile: {
    names: ['*_tests'],
    extensions: ['.erl'],
    spelled: 'snake',
    dir: (source) => `${/^(?<app>(?:.*\/)?)src\//u.exec(source)?.groups?.['app'] ?? ''}test`,
    besideOnly: false,
    areModules: true,
    text: eunitTests,
  },
};

/** `sum_tests > adds_test` as an option, or the functions of a file that words mean; null where none can be told. */
function testOf(name: string, text: string, module: string | null): string | null {
  const [owner, told] = nameParts(name);
  if (owner !== undefined && told !== undefined) return `--test=${owner}:${told}`;
  const words = name.toLowerCase().split(/[\s_]+/u);
  const functions = [...text.matchAll(/^(?<name>[a-z]\w*_test)\(\)/gmu)]
    .map(({ groups }) => groups?.['name'] ?? '')
    .filter((one) => words.every((word) => one.toLowerCase().includes(word)));
  if (module === null || functions.length === 0) return null;
  return `--test=${module}:${functions.join('+')}`;
}
