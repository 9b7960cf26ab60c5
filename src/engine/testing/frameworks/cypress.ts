import { javaScriptExtensions } from '../ecosystem.ts';
import { javaScriptTests as writeTests } from '../generate/javascript.ts';
import { bareEvidence, plainRunner } from '../row-parts.ts';
import type { Framework } from './framework.ts';

/** Cypress; each spec leaves a report of its own. */
export const cypress: Framework = {
  id: 'cypress',
  title: 'Cypress',
  language: 'JavaScript and TypeScript',
  ecosystem: 'javascript',
  level: 'end-to-end',
  proof: 'simulator',
  ...plainRunner,
  supersedes: [],
  typed: { start: 'run', all: 'run', file: 'run --spec FILE', test: 'run --spec FILE' },
  evidence: {
    ...bareEvidence,
    testExtensions: javaScriptExtensions,
    calls: [{ program: /^cypress$/u, words: [/^run(?::ct)?$/u] }],
    configFiles: /^cypress\.(?:config\.[cm]?[jt]s|json)$/u,
    packages: ['cypress'],
    testFiles: /(?:(?:^|\/)cypress\/(?:e2e|integration)\/.+|\.cy)\.[cm]?[jt]sx?$/u,
    imports: /\bcy\.\w+\(/u,
  },
  start: { kind: 'package-binary', name: 'cypress' },
  report: {
    format: 'junit',
    source: { kind: 'collected', under: 'reports', files: /^r-[^/]+\.xml$/u },
  },
  watches: /^open$/u,
  watchesBare: false,
  dropped: [
    { flag: '--reporter', takesValue: true },
    { flag: '-r', takesValue: true },
    { flag: '--reporter-options', takesValue: true },
    { flag: '-o', takesValue: true },
    { flag: '--headed', takesValue: false },
    { flag: '--record', takesValue: false },
    { flag: '--parallel', takesValue: false },
  ],
  noTests: { exitCode: null, printed: /Can.t run because no spec files were found/u },
  command: ({ launcher, args, reportDir }) => [
    ...launcher,
    'run',
    '--quiet',
    '--reporter',
    'junit',
    '--reporter-options',
    `mochaFile=${reportDir}/r-[hash].xml,toConsole=false`,
    ...args,
  ],
  selection: {
    valueFlags: [
      '--browser',
      '-b',
      '--config',
      '-c',
      '--config-file',
      '-C',
      '--env',
      '-e',
      '--port',
      '-p',
      '--project',
      '-P',
    ],
    fileFlags: [
      { flag: '--spec', takesValue: true },
      { flag: '-s', takesValue: true },
    ],
    nameFlags: [],
    words: ({ file }) => ({ first: [], last: file === null ? [] : ['--spec', file] }),
  },
  testFile: {
    names: ['*.cy'],
    extensions: ['.js', '.ts', '.jsx', '.tsx'],
    spelled: 'as-is',
    dir: 'cypress/e2e',
    besideOnly: false,
    areModules: false,
    text: (draft) =>
      writeTests(draft, {
        module: 'cypress',
        imports: false,
        test: 'it',
        alwaysModule: false,
        importStyle: 'named',
        group: 'describe',
      }),
  },
};
