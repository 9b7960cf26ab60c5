import { bareEvidence, plainRunner } from '../row-parts.ts';
import { minitestTests } from '../generate/ruby.ts';
import { titlePattern } from '../selection/name-pattern.ts';
import type { Framework } from './framework.ts';

/** Minitest, read through our plugin, which Ruby loads by itself. */
export const minitest: Framework = {
  id: 'minitest',
  title: 'Minitest',
  language: 'Ruby',
  ecosystem: 'ruby',
  level: 'unit',
  proof: 'tool',
  ...plainRunner,

  typed: {
    start: 'test',
    all: 'test',
    file: 'test TEST=FILE',
    test: "test TEST=FILE TESTOPTS='-n /WORDS/'",
  },
  evidence: {
    ...bareEvidence,
    testExtensions: ['.rb'],
    calls: [
      { program: /^rails$/u, words: [/^test(?::all)?$/u] },
      { program: /^rake$/u, words: [/^test$/u] },
      { program: /^ruby[\d.]*$/u, words: [/(?:^|\/)test_[^/]*\.rb$|_test\.rb$/u] },
    ],
    configMarks: [
      { file: /^Rakefile$/u, mark: /Minitest::TestTask|Rake::TestTask|rails\/tasks|load_tasks/u },
    ],
    dependencyMarks: [
      { file: /^(?:Gemfile|[^/]+\.gemspec)$/u, mark: /^[^#\n]*['"]minitest(?:-[\w-]+)?['"]/mu },
      { file: /^Gemfile$/u, mark: /^[^#\n]*['"]rails['"]/mu },
    ],
    testFiles: /(?:^|\/)(?:test\/(?:.+\/)?[^/]*_test|test_[^/]*|[^/]*_test)\.rb$/u,
    imports:
      /require\s+['"](?:minitest\/autorun|test_helper|minitest)['"]|Minitest::Test|ActiveSupport::TestCase/u,
  },
  start: { kind: 'bundle', name: 'rake' },
  report: {
    format: 'told-jsonl',
    source: { kind: 'collected', under: 'reports', files: /^minitest-\d+\.jsonl$/u },
  },
  carried: /^(?!test$)/u,
  noTests: { exitCode: null, printed: /^0 runs, 0 assertions/mu },
  command: ({ launcher, args, has, injected, cwd }) => {
    if (has('bin/rails')) return ['ruby', 'bin/rails', 'test', ...args];
    if (has('Rakefile')) return [...launcher, 'test', ...args];
    const ruby = launcher.length > 1 ? [...launcher.slice(0, -1), 'ruby'] : ['ruby'];
    return [...ruby, '-Ilib', '-Itest', injected('ruby_files.rb'), cwd, ...args];
  },
  env: ({ reportDir, injected }) => ({
    AGENT_TUI_REPORT_DIR: reportDir,
    RUBYOPT: `-r${injected('minitest_reporter.rb')}`,
  }),
  selection: {
    valueFlags: [],
    fileFlags: [],
    nameFlags: [],
    words: ({ file, name }) => ({
      first: [
        ...(file === null ? [] : [`TEST=${file}`]),
        ...(name === null
          ? []
          : [`TESTOPTS=--name=/${titlePattern(name.split(/\s*[#>]\s*/u).at(-1) ?? name)}/`]),
      ],
      last: [],
    }),
  },
  testFile: {
    names: ['*_test', 'test_*'],
    extensions: ['.rb'],
    spelled: 'snake',
    dir: 'test',
    besideOnly: false,
    areModules: false,
    text: minitestTests,
  },
};
