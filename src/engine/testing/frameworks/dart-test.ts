import { dartTests } from '../generate/dart.ts';
import { titlePattern } from '../selection/name-pattern.ts';
import type { Framework } from './framework.ts';

/** Dart's package:test. */
export const dartTest: Framework = {
  id: 'dart-test',
  title: 'Dart',
  language: 'Dart',
  ecosystem: 'dart',
  level: 'unit',
  proof: 'simulator',
  supersedes: [],
  typed: { start: 'test', all: 'test', file: 'test FILE', test: "test FILE --plain-name 'WORDS'" },
  evidence: {
    calls: [
      { program: /^dart$/u, words: [/^test$/u] },
      { program: /^(?:dart|pub)$/u, words: [/^run$/u, /^test$/u] },
    ],
    modules: [],
    configFiles: /^dart_test\.yaml$/u,
    configMarks: [],
    packages: [],
    dependencyMarks: [{ file: /^pubspec\.yaml$/u, mark: /^ {2}test:/mu }],
    testFiles: /(?:^|\/)test\/(?:.+\/)?[^/]+_test\.dart$/u,
    testExtensions: ['.dart'],
    imports: /['"]package:test\//u,
    convention: { file: /^pubspec\.yaml$/u, mark: /^(?![^]*flutter_test:)/u, hidesTests: false },
  },
  start: { kind: 'program', name: 'dart' },
  report: { format: 'dart-json', source: { kind: 'file', name: 'report.json' } },
  watches: /^--pause-after-load$/u,
  watchesBare: false,
  carried: null,
  dropped: [
    { flag: '--reporter', takesValue: true },
    { flag: '-r', takesValue: true },
    { flag: '--file-reporter', takesValue: true },
    { flag: '--color', takesValue: false },
    { flag: '--no-color', takesValue: false },
    { flag: '--timeout', takesValue: true },
  ],
  noTests: { exitCode: 79, printed: null },
  command: ({ launcher, args, reportFile }) => [
    ...launcher,
    'test',
    '--no-color',
    '--file-reporter',
    `json:${reportFile}`,
    ...args,
  ],
  selection: {
    valueFlags: [
      '-p',
      '--platform',
      '-t',
      '--tags',
      '-x',
      '--exclude-tags',
      '-P',
      '--preset',
      '-j',
      '--concurrency',
      '--configuration',
      '-c',
      '--compiler',
    ],
    fileFlags: [],
    nameFlags: [
      { flag: '--name', takesValue: true },
      { flag: '-n', takesValue: true },
      { flag: '--plain-name', takesValue: true },
      { flag: '-N', takesValue: true },
    ],
    words: ({ file, name }) => ({
      first: name === null ? [] : ['--name', titlePattern(name)],
      last: file === null ? [] : [file],
    }),
  },
  testFile: {
    names: ['*_test'],
    extensions: ['.dart'],
    spelled: 'snake',
    dir: (source) => testDir(source),
    besideOnly: false,
    areModules: false,
    text: (draft) => dartTests(draft, 'test/test.dart'),
  },
};

/** `lib/src/sum.dart` is tested in `test/src`. */
function testDir(source: string): string {
  const groups = /^(?<package>(?:.*\/)?)lib\/(?<below>(?:.*\/)?)[^/]*$/u.exec(source)?.groups;
  return `${groups?.['package'] ?? ''}test/${groups?.['below'] ?? ''}`.replace(/\/$/u, '');
}
