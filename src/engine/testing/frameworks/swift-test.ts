import { swiftTests } from '../generate/swift.ts';
import { escaped, nameParts } from '../selection/name-pattern.ts';
import type { Framework } from './framework.ts';

/**
 * The Swift package manager. XCTest has a report only when it runs in parallel; Swift Testing writes its own beside it.
 * Without the experimental option a failure of XCTest has no message.
 */
export const swiftTest: Framework = {
  id: 'swift-test',
  title: 'Swift Package Manager',
  language: 'Swift',
  ecosystem: 'swift',
  level: 'unit',
  proof: 'simulator',
  supersedes: ['xcodebuild-test', 'fastlane'],
  typed: {
    start: 'test',
    all: 'test',
    file: 'test --filter TYPE',
    test: 'test --filter TYPE/NAME',
  },
  evidence: {
    calls: [{ program: /^swift$/u, words: [/^test$/u] }],
    modules: [],
    configFiles: null,
    configMarks: [],
    packages: [],
    dependencyMarks: [{ file: /^Package(?:@swift-[\d.]+)?\.swift$/u, mark: /\.testTarget\s*\(/u }],
    testFiles: /(?:^|\/)Tests\/.+\.swift$/u,
    testExtensions: ['.swift'],
    // The same files are run by several tools, so that they do not speak for one.
    imports: null,
    convention: { file: /^Package\.swift$/u, mark: null, hidesTests: false },
  },
  start: { kind: 'program', name: 'swift' },
  report: {
    format: 'junit',
    source: { kind: 'collected', under: 'reports', files: /^r(?:-swift-testing)?\.xml$/u },
  },
  watches: /^--repl$/u,
  watchesBare: false,
  carried: null,
  dropped: [
    { flag: '--xunit-output', takesValue: true },
    { flag: '--parallel', takesValue: false },
    { flag: '--no-parallel', takesValue: false },
    { flag: '--skip-build', takesValue: false },
    { flag: '-q', takesValue: false },
    { flag: '--quiet', takesValue: false },
    { flag: '--experimental-xunit-message-failure', takesValue: false },
  ],
  noTests: { exitCode: null, printed: /No matching test cases were run|error: no tests found/u },
  command: ({ launcher, args, reportDir }) => [
    ...launcher,
    'test',
    '--parallel',
    '--xunit-output',
    `${reportDir}/r.xml`,
    '--experimental-xunit-message-failure',
    ...args,
  ],
  selection: {
    valueFlags: [
      '-c',
      '--configuration',
      '--package-path',
      '--scratch-path',
      '--num-workers',
      '-Xswiftc',
      '-Xcc',
      '-Xlinker',
    ],
    fileFlags: [],
    nameFlags: [
      { flag: '--filter', takesValue: true },
      { flag: '--skip', takesValue: true },
    ],
    words: ({ text, file, name }) => {
      const types = file === null ? [] : typesIn(text, file);
      const test = name === null ? null : patternOf(nameParts(name).at(-1) ?? name);
      const owners = types.length === 0 ? '' : `(?:${types.map(escaped).join('|')})`;
      const pattern = [owners, test ?? ''].filter((part) => part !== '').join('/');
      return { first: ['--filter', pattern], last: [] };
    },
  },
  testFile: {
    names: ['*Tests', '*Test', '*Spec'],
    extensions: ['.swift'],
    spelled: 'pascal',
    dir: (source) => {
      const target = /^(?:.*\/)?Sources\/(?<name>[^/]+)\//u.exec(source)?.groups?.['name'];
      return target === undefined ? 'Tests' : `Tests/${target}Tests`;
    },
    besideOnly: false,
    areModules: false,
    text: swiftTests,
  },
};

function typesIn(text: string, file: string): readonly string[] {
  const types = [
    ...text.matchAll(
      /^\s*(?:@\w+(?:\([^)]*\))?\s+|(?:final|public|open)\s+)*(?:class|struct|actor)\s+(?<name>\w+)/gmu,
    ),
  ];
  const names = types.map(({ groups }) => groups?.['name'] ?? '');
  return names.length > 0 ? names : [file.replace(/^.*\//u, '').replace(/\.\w+$/u, '')];
}

/** A test is called by its function; what stands in brackets tells its arguments. */
function patternOf(name: string): string {
  const words = name.replace(/\(.*$/u, '').trim().split(/\s+/u);
  return words.map((word) => escaped(word)).join('.*');
}
