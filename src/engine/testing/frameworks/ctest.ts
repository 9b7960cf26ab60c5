import { bareEvidence, plainRunner } from '../row-parts.ts';
import { cTests } from '../generate/c.ts';
import { addedToCMake } from '../generate/registration.ts';
import { escaped } from '../selection/name-pattern.ts';
import type { Framework } from './framework.ts';

/** CTest after a build outside of the tree. */
export const ctest: Framework = {
  id: 'ctest',
  title: 'CTest',
  language: 'C and C++',
  ecosystem: 'c',
  level: 'unit',
  proof: 'tool',
  ...plainRunner,
  coversNested: true,
  typed: {
    build: 'cmake -S . -B build && cmake --build build',
    start: '--test-dir build',
    all: '--test-dir build --output-on-failure',
    file: '--test-dir build -R NAME',
    test: '--test-dir build -R NAME',
  },
  evidence: {
    ...bareEvidence,
    testExtensions: ['.c', '.cc', '.cpp', '.cxx', '.h', '.hpp'],
    calls: [
      { program: /^ctest3?$/u, words: [] },
      { program: /^cmake$/u, words: [/^--build$/u, /^(?:test|check|RUN_TESTS)$/u] },
    ],
    configMarks: [
      {
        file: /(?:^|\/)CMakeLists\.txt$/u,
        mark: /\b(?:gtest_discover_tests|catch_discover_tests|doctest_discover_tests)\s*\(/u,
      },
    ],
    testFiles:
      /(?:^|\/)(?:tests?\/.+|[^/]*[._-]?(?:test|tests|unittest)|test[_-][^/]*)\.(?:c|cc|cpp|cxx)$/u,
    imports: /#include\s*[<"](?:gtest|catch2|doctest|boost\/test)/u,
    convention: {
      file: /^(?:(?:tests?|unittests?)\/)?CMakeLists\.txt$/u,
      mark: /^\s*(?:enable_testing\s*\(|include\s*\(\s*CTest\s*\)|add_test\s*\()/imu,
      hidesTests: true,
    },
  },
  start: { kind: 'program', name: 'ctest' },
  report: { format: 'junit', source: { kind: 'file', name: 'report.xml' } },
  carried: /^(?:-L|-LE|-E|-R|-j\d*|--parallel)$/u,
  noTests: { exitCode: 8, printed: /No tests were found!!!/u },
  command: ({ launcher, args, reportFile, reportDir }) => [
    ...launcher,
    '--test-dir',
    `${reportDir}/../build`,
    '--output-on-failure',
    '--no-tests=error',
    '--timeout',
    '300',
    '--output-junit',
    reportFile,
    ...args,
  ],
  build: ({ reportDir }) => [
    ['cmake', '-S', '.', '-B', `${reportDir}/../build`, '-DBUILD_TESTING=ON'],
    ['cmake', '--build', `${reportDir}/../build`, '--parallel', '2'],
  ],
  selection: {
    valueFlags: [],
    fileFlags: [],
    nameFlags: [{ flag: '-R', takesValue: true }],
    words: ({ file, text, name }) => ({
      first: [],
      last:
        name !== null
          ? ['-R', escaped(name.split(/\s*>\s*/u).at(-1) ?? name)]
          : file === null
            ? []
            : ['-R', testsIn(file, text)],
    }),
  },
  testFile: {
    names: ['*_test', 'test_*', '*-test', '*'],
    extensions: ['.cc', '.cpp', '.c', '.cxx'],
    spelled: 'snake',
    dir: 'test',
    besideOnly: false,
    areModules: false,
    text: cTests,
    manifests: /^CMakeLists\.txt$/u,
    registration: { file: /^CMakeLists\.txt$/u, added: addedToCMake },
  },
};

const namedTests =
  /\b(?:TEST|TEST_F|TEST_P|TYPED_TEST)\s*\(\s*(?<suite>\w+)\s*,\s*(?<test>\w+)|\b(?:TEST_CASE|SCENARIO)\s*\(\s*"(?<name>(?:[^"\\]|\\.)*)"/gu;

/** CTest knows tests by name alone: those that stand in the file, else a program that is called as the file is. */
function testsIn(file: string, text: string): string {
  const names = [...text.matchAll(namedTests)].map(({ groups }) =>
    groups?.['suite'] === undefined
      ? escaped(groups?.['name'] ?? '')
      : `${groups['suite']}\\.${groups['test'] ?? ''}`,
  );
  if (names.length > 0) return `^(?:${names.join('|')})$`.replace('(?:', '(');
  return escaped(file.replace(/^.*\//u, '').replace(/\.[^.]+$/u, ''));
}
