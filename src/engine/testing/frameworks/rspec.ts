import { bareEvidence, plainRunner, selectByFile } from '../row-parts.ts';
import { rspecTests } from '../generate/ruby.ts';
import type { Framework } from './framework.ts';

/** RSpec; what failed outside of examples stands in its own field. */
export const rspec: Framework = {
  id: 'rspec',
  title: 'RSpec',
  language: 'Ruby',
  ecosystem: 'ruby',
  level: 'unit',
  proof: 'tool',
  ...plainRunner,

  typed: { start: '', all: '', file: 'FILE', test: "FILE -e 'WORDS'" },
  evidence: {
    ...bareEvidence,
    testExtensions: ['.rb'],
    calls: [
      { program: /^rspec$/u, words: [] },
      { program: /^rspec-queue$|^parallel_rspec$/u, words: [] },
      { program: /^rake$/u, words: [/^spec$/u] },
    ],
    configFiles: /^(?:\.rspec|spec\/(?:spec|rails)_helper\.rb)$/u,
    configMarks: [{ file: /^Rakefile$/u, mark: /RSpec::Core::RakeTask/u }],
    dependencyMarks: [
      { file: /^(?:Gemfile|[^/]+\.gemspec)$/u, mark: /^[^#\n]*['"]rspec(?:-[\w-]+)?['"]/mu },
    ],
    testFiles: /(?:^|\/)[^/]*_spec\.rb$/u,
    imports: /\bRSpec\.describe\b|require\s+['"](?:spec_helper|rails_helper)['"]/u,
  },
  start: { kind: 'bundle', name: 'rspec' },
  report: { format: 'rspec-json', source: { kind: 'file', name: 'report.json' } },
  carried: /^(?!spec$|-w$)/u,
  dropped: [
    { flag: '--format', takesValue: true },
    { flag: '-f', takesValue: true },
    { flag: '--out', takesValue: true },
    { flag: '-o', takesValue: true },
    { flag: '--color', takesValue: false },
    { flag: '--force-color', takesValue: false },
    { flag: '-c', takesValue: false },
  ],
  noTests: { exitCode: null, printed: /^No examples found\.$/mu },
  command: ({ launcher, args, reportFile }) => [
    ...launcher,
    '--no-color',
    '--format',
    'json',
    '--out',
    reportFile,
    '--format',
    'progress',
    ...args,
  ],
  selection: selectByFile({
    valueFlags: [
      '-r',
      '--require',
      '-I',
      '-O',
      '--options',
      '--order',
      '--seed',
      '-t',
      '--tag',
      '-P',
      '--pattern',
    ],
    nameFlags: ['-e', '--example'],
    named: (name) => ['-e', name.replaceAll(/\s+>\s+/gu, ' ')],
  }),
  testFile: {
    names: ['*_spec'],
    extensions: ['.rb'],
    spelled: 'snake',
    dir: 'spec',
    besideOnly: false,
    areModules: false,
    text: rspecTests,
  },
};
