import { bareEvidence, plainRunner } from '../row-parts.ts';
import { testthatTests } from '../generate/r.ts';
import type { Framework } from './framework.ts';

/** testthat; its JUnit reporter needs the package xml2. */
export const testthat: Framework = {
  id: 'testthat',
  title: 'testthat',
  language: 'R',
  ecosystem: 'r',
  level: 'unit',
  proof: 'tool',
  ...plainRunner,

  typed: {
    start: "-e 'testthat::test_local()'",
    all: "-e 'testthat::test_local()'",
    file: "-e 'testthat::test_file(FILE)'",
    test: "-e 'testthat::test_local(filter = NAME)'",
  },
  evidence: {
    ...bareEvidence,
    testExtensions: ['.R', '.r'],
    calls: [
      { program: /^R$/u, words: [/^CMD$/u, /^check$/u] },
      { program: /^Rscript$/u, words: [/testthat|devtools::test|rcmdcheck/u] },
    ],
    configFiles: /^tests\/testthat\.[Rr]$/u,
    configMarks: [{ file: /^DESCRIPTION$/u, mark: /^Config\/testthat\/edition:/mu }],
    dependencyMarks: [{ file: /^DESCRIPTION$/u, mark: /^\s*(?:Suggests:.*)?testthat\b/mu }],
    testFiles: /(?:^|\/)tests\/testthat\/test[^/]*\.[Rr]$/u,
    imports: /\btest_that\s*\(/u,
  },
  start: { kind: 'program', name: 'Rscript' },
  report: { format: 'junit', source: { kind: 'file', name: 'report.xml' } },
  carried: /^\b$/u,
  noTests: { exitCode: null, printed: /No test files found/u },
  command: ({ launcher, injected, reportFile, args }) => [
    ...launcher,
    '--no-init-file',
    injected('testthat_run.R'),
    reportFile,
    ...args,
  ],
  selection: {
    valueFlags: [],
    fileFlags: [],
    nameFlags: [],
    words: ({ file, name }) => ({
      first: file === null ? [] : [`--file=${file}`],
      last: name === null ? [] : [`--name=${name.split(/\s*>\s*/u).at(-1) ?? name}`],
    }),
  },
  testFile: {
    names: ['test-*', 'test_*'],
    extensions: ['.R'],
    spelled: 'as-is',
    dir: 'tests/testthat',
    besideOnly: false,
    areModules: false,
    text: testthatTests,
  },
};
