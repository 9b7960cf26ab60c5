import { dartTests } from '../generate/dart.ts';
import { dartOutput } from '../reports/dart-json.ts';
import { titlePattern } from '../selection/name-pattern.ts';
import type { Framework } from './framework.ts';

/** Flutter's tests, which print their events. */
export const flutterTest: Framework = {
  id: 'flutter-test',
  title: 'Flutter',
  language: 'Dart',
  ecosystem: 'dart',
  level: 'unit',
  proof: 'simulator',
  supersedes: ['dart-test'],
  typed: { start: 'test', all: 'test', file: 'test FILE', test: "test FILE --plain-name 'WORDS'" },
  evidence: {
    calls: [{ program: /^flutter$/u, words: [/^test$/u] }],
    modules: [],
    configFiles: null,
    configMarks: [],
    packages: [],
    dependencyMarks: [{ file: /^pubspec\.yaml$/u, mark: /^ {2}flutter_test:/mu }],
    testFiles: /(?:^|\/)test\/(?:.+\/)?[^/]+_test\.dart$/u,
    testExtensions: ['.dart'],
    imports: /['"]package:flutter_test\//u,
    convention: { file: /^pubspec\.yaml$/u, mark: /^ {2}flutter_test:/mu, hidesTests: false },
  },
  start: { kind: 'program', name: 'flutter' },
  report: { format: 'dart-json', source: { kind: 'output', readable: dartOutput } },
  watches: /^--start-paused$/u,
  watchesBare: false,
  carried: null,
  dropped: [
    { flag: '--machine', takesValue: false },
    { flag: '--reporter', takesValue: true },
    { flag: '-r', takesValue: true },
    { flag: '--file-reporter', takesValue: true },
    { flag: '--pub', takesValue: false },
    { flag: '--no-pub', takesValue: false },
    { flag: '--coverage', takesValue: false },
  ],
  noTests: { exitCode: 79, printed: /^No tests (?:were found|ran)\.?$/mu },
  command: ({ launcher, args }) => [
    ...launcher,
    '--suppress-analytics',
    '--no-version-check',
    'test',
    '--no-pub',
    '--machine',
    ...args,
  ],
  selection: {
    valueFlags: [
      '--dart-define',
      '--flavor',
      '-t',
      '--tags',
      '-x',
      '--exclude-tags',
      '-j',
      '--concurrency',
      '-d',
      '--device-id',
    ],
    fileFlags: [],
    nameFlags: [
      { flag: '--name', takesValue: true },
      { flag: '--plain-name', takesValue: true },
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
    text: (draft) => dartTests(draft, 'flutter_test/flutter_test.dart'),
  },
};

/** `lib/src/sum.dart` is tested in `test/src`. */
function testDir(source: string): string {
  const groups = /^(?<package>(?:.*\/)?)lib\/(?<below>(?:.*\/)?)[^/]*$/u.exec(source)?.groups;
  return `${groups?.['package'] ?? ''}test/${groups?.['below'] ?? ''}`.replace(/\/$/u, '');
}
