import { javaScriptExtensions } from '../ecosystem.ts';
import { bareEvidence, selectByFile, plainRunner } from '../row-parts.ts';
import type { Framework } from './framework.ts';

/** Cucumber.js; the steps of a scenario decide. */
export const cucumberJs: Framework = {
  id: 'cucumber-js',
  title: 'Cucumber.js',
  language: 'JavaScript and TypeScript',
  ecosystem: 'javascript',
  level: 'end-to-end',
  proof: 'tool',
  ...plainRunner,
  supersedes: [],
  typed: { start: '', all: '', file: 'FILE', test: "--name 'WORDS'" },
  evidence: {
    ...bareEvidence,
    testExtensions: javaScriptExtensions,
    calls: [{ program: /^cucumber(?:-js)?$/u, words: [] }],
    configFiles: /^(?:\.config\/)?cucumber\.(?:[cm]?js|json|ya?ml)$/u,
    packages: ['@cucumber/cucumber'],
    testFiles: /\.feature$/u,
  },
  start: { kind: 'package-binary', name: 'cucumber-js' },
  report: { format: 'cucumber-json', source: { kind: 'file', name: 'report.json' } },
  watches: /^$/u,
  watchesBare: false,
  dropped: [
    { flag: '--format', takesValue: true },
    { flag: '-f', takesValue: true },
    { flag: '--publish', takesValue: false },
  ],
  noTests: { exitCode: null, printed: /^0 scenarios/mu },
  command: ({ launcher, args, reportFile }) => [
    ...launcher,
    '--format',
    'progress',
    '--format',
    `json:"${reportFile}"`,
    ...args,
  ],
  selection: selectByFile({
    valueFlags: [
      '--require',
      '-r',
      '--import',
      '-i',
      '--profile',
      '-p',
      '--tags',
      '-t',
      '--parallel',
    ],
    nameFlags: ['--name'],
    named: (name) => ['--name', name],
  }),
  testFile: null,
};
