import { bareEvidence, plainRunner, selectByFile } from '../row-parts.ts';
import { bustedTests } from '../generate/lua.ts';
import type { Framework } from './framework.ts';

/** busted, its own output turned into a report. */
export const busted: Framework = {
  id: 'busted',
  title: 'busted',
  language: 'Lua',
  ecosystem: 'lua',
  level: 'unit',
  proof: 'tool',
  ...plainRunner,

  typed: { start: '', all: '', file: 'FILE', test: "FILE --filter='WORDS'" },
  evidence: {
    ...bareEvidence,
    testExtensions: ['.lua', '.moon'],
    calls: [{ program: /^busted$/u, words: [] }],
    configFiles: /^\.busted$/u,
    configMarks: [{ file: /\.rockspec$/u, mark: /\bbusted\b/u }],
    testFiles: /(?:^|\/)[^/]*_spec\.(?:lua|moon)$/u,
    imports: /^\s*(?:describe|insulate)\s*\(?\s*['"]/mu,
  },
  start: { kind: 'program', name: 'busted' },
  report: { format: 'junit', source: { kind: 'file', name: 'report.xml' } },
  dropped: [
    { flag: '-o', takesValue: true },
    { flag: '--output', takesValue: true },
    { flag: '-Xoutput', takesValue: true },
    { flag: '--coverage', takesValue: false },
    { flag: '-c', takesValue: false },
  ],
  noTests: { exitCode: null, printed: /No test files found matching/u },
  command: ({ launcher, args, reportFile }) => [
    ...launcher,
    '-o',
    'junit',
    '-Xoutput',
    reportFile,
    ...args,
  ],
  selection: selectByFile({
    valueFlags: [
      '-p',
      '--pattern',
      '-m',
      '--lpath',
      '--helper',
      '-r',
      '--run',
      '-t',
      '--tags',
      '-f',
      '--config-file',
    ],
    nameFlags: ['--filter'],
    named: (name) => [
      `--filter=${
        name
          .split(/\s*>\s*/u)
          .at(-1)
          ?.replaceAll(/[-^$()%.[\]*+?]/gu, '%$&') ?? name
      }`,
    ],
  }),
  testFile: {
    names: ['*_spec'],
    extensions: ['.lua'],
    spelled: 'snake',
    dir: 'spec',
    besideOnly: false,
    areModules: false,
    text: bustedTests,
  },
};
