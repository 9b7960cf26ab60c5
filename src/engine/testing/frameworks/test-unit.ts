import { bareEvidence, plainRunner, selectByFile } from '../row-parts.ts';
import { testUnitTests } from '../generate/ruby.ts';
import type { Framework } from './framework.ts';

/** test-unit, each file in one process, with its XML. */
export const testUnit: Framework = {
  id: 'test-unit',
  title: 'test-unit',
  language: 'Ruby',
  ecosystem: 'ruby',
  level: 'unit',
  proof: 'tool',
  ...plainRunner,
  supersedes: ['minitest'],
  typed: {
    start: '-Ilib -Itest',
    all: '-Ilib -Itest test/run.rb',
    file: '-Ilib -Itest FILE',
    test: '-Ilib -Itest FILE -n NAME',
  },
  evidence: {
    ...bareEvidence,
    testExtensions: ['.rb'],
    configMarks: [],
    dependencyMarks: [
      { file: /^(?:Gemfile|[^/]+\.gemspec)$/u, mark: /^[^#\n]*['"]test-unit['"]/mu },
    ],
    testFiles: /(?:^|\/)(?:test[_-][^/]*|[^/]*_test)\.rb$/u,
    imports: /require\s+['"]test[/-]unit['"]|Test::Unit::TestCase/u,
  },
  start: { kind: 'bundle', name: 'ruby' },
  report: { format: 'test-unit-xml', source: { kind: 'output' } },
  noTests: { exitCode: null, printed: /^\s*$|^0 tests, 0 assertions/u },
  command: ({ launcher, args, injected, cwd }) => [
    ...launcher,
    '-Ilib',
    '-Itest',
    injected('ruby_files.rb'),
    cwd,
    ...args,
    '--',
    '--runner=xml',
  ],
  selection: selectByFile({}),
  testFile: {
    names: ['test_*', '*_test'],
    extensions: ['.rb'],
    spelled: 'snake',
    dir: 'test',
    besideOnly: false,
    areModules: false,
    text: testUnitTests,
  },
};
