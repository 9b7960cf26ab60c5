import { javaScriptExtensions } from '../ecosystem.ts';
import { javaScriptTests as writeTests } from '../generate/javascript.ts';
import { bareEvidence, selectByFile, plainRunner } from '../row-parts.ts';
import { titlePattern } from '../selection/name-pattern.ts';
import type { Framework } from './framework.ts';

/** Jasmine, read through our reporter: it has none for machines. */
export const jasmine: Framework = {
  id: 'jasmine',
  title: 'Jasmine',
  language: 'JavaScript and TypeScript',
  ecosystem: 'javascript',
  level: 'unit',
  proof: 'tool',
  ...plainRunner,
  supersedes: [],
  typed: { start: '', all: '', file: 'FILE', test: "FILE --filter='WORDS'" },
  evidence: {
    ...bareEvidence,
    testExtensions: javaScriptExtensions,
    calls: [{ program: /^jasmine(?:\.js)?$/u, words: [] }],
    configFiles: /^spec\/support\/jasmine\.(?:json|[cm]?js)$/u,
    packages: ['jasmine'],
    testFiles: /[sS]pec\.[cm]?[jt]s$/u,
    imports: /\bdescribe\(/u,
  },
  start: { kind: 'package-binary', name: 'jasmine' },
  report: { format: 'told-jsonl', source: { kind: 'file', name: 'report.jsonl' } },
  watches: /^$/u,
  watchesBare: false,
  dropped: [
    { flag: '--reporter', takesValue: true },
    { flag: '--color', takesValue: false },
  ],
  noTests: { exitCode: 2, printed: /^(?:Incomplete: )?No specs found/mu },
  command: ({ launcher, args, injected }) => [
    ...launcher,
    '--no-color',
    `--reporter=${injected('jasmine-reporter.cjs')}`,
    ...args,
  ],
  env: ({ reportFile }) => ({ AGENT_TUI_REPORT: reportFile }),
  selection: selectByFile({
    valueFlags: ['--config', '--helper', '--require', '--seed'],
    nameFlags: ['--filter'],
    named: (name) => [`--filter=${titlePattern(name)}`],
  }),
  testFile: {
    names: ['*.spec', '*Spec', '*-spec'],
    extensions: ['.js', '.ts', '.mjs', '.cjs'],
    spelled: 'as-is',
    dir: 'spec',
    besideOnly: false,
    areModules: false,
    text: (draft) =>
      writeTests(draft, {
        module: 'jasmine',
        imports: false,
        test: 'it',
        alwaysModule: false,
        importStyle: 'named',
        group: 'describe',
      }),
  },
};
