import { swiftTests } from '../generate/swift.ts';
import { nameParts } from '../selection/name-pattern.ts';
import type { CommandInput, Framework } from './framework.ts';

const scheme = /^(?<project>[^/]+)\.xcodeproj\/xcshareddata\/xcschemes\/(?<name>[^/]+)\.xcscheme$/u;

/** xcodebuild, whose result bundle another tool of Xcode turns into JSON. */
export const xcodebuildTest: Framework = {
  id: 'xcodebuild-test',
  title: 'Xcode',
  language: 'Swift and Objective-C',
  ecosystem: 'swift',
  level: 'unit',
  proof: 'simulator',
  supersedes: [],
  typed: {
    start: 'test',
    all: 'test -scheme SCHEME',
    file: 'test -scheme SCHEME -only-testing:TARGET/CLASS',
    test: 'test -scheme SCHEME -only-testing:TARGET/CLASS/NAME',
  },
  evidence: {
    calls: [{ program: /^xcodebuild$/u, words: [/^(?:test|test-without-building)$/u] }],
    modules: [],
    configFiles: /\.xctestplan$/u,
    configMarks: [{ file: /\.xcscheme$/u, mark: /<TestableReference\b/u }],
    packages: [],
    dependencyMarks: [],
    testFiles: /(?:^|\/)[^/]*Tests?\/(?:.+\/)?[^/]+\.(?:swift|m|mm)$/u,
    testExtensions: ['.swift', '.m', '.mm'],
    imports: /^\s*(?:(?:@testable\s+)?import\s+(?:XCTest|Testing)\b|[#@]import\s+<?XCTest)/mu,
    convention: { file: /^[^/]+\.(?:xcodeproj|xcworkspace)\//u, mark: null, hidesTests: false },
  },
  start: { kind: 'program', name: 'xcodebuild' },
  report: { format: 'xcresult-json', source: { kind: 'file', name: 'tests.json' } },
  watches: /^$/u,
  watchesBare: false,
  carried: null,
  dropped: [
    { flag: 'clean', takesValue: false },
    { flag: 'build', takesValue: false },
    { flag: 'build-for-testing', takesValue: false },
    { flag: '-quiet', takesValue: false },
    { flag: '-resultBundlePath', takesValue: true },
    { flag: '-resultBundleVersion', takesValue: true },
    { flag: '-derivedDataPath', takesValue: true },
  ],
  noTests: {
    exitCode: null,
    printed: /There are no test bundles available to test|contains no tests/u,
  },
  defaultArgs: (names) => {
    const found = names
      .map((name) => scheme.exec(name)?.groups)
      .find((groups) => groups !== undefined);
    const workspace = names.find((name) => /^[^/]+\.xcworkspace\//u.test(name))?.split('/')[0];
    const project =
      found?.['project'] ??
      /^(?<name>[^/]+)\.xcodeproj\//u.exec(
        names.find((name) => /^[^/]+\.xcodeproj\//u.test(name)) ?? '',
      )?.groups?.['name'];
    const place =
      workspace === undefined
        ? ['-project', `${project ?? 'App'}.xcodeproj`]
        : ['-workspace', workspace];
    return [...place, '-scheme', found?.['name'] ?? project ?? 'App'];
  },
  command: (input) => [
    ...input.launcher,
    'test',
    ...input.args,
    ...destinationFor(input),
    '-resultBundlePath',
    bundleOf(input),
    '-derivedDataPath',
    `${input.reportDir}/derived`,
    '-quiet',
  ],
  convert: (input) => [
    'xcrun',
    'xcresulttool',
    'get',
    'test-results',
    'tests',
    '--path',
    bundleOf(input),
  ],
  selection: {
    valueFlags: [
      '-scheme',
      '-project',
      '-workspace',
      '-destination',
      '-configuration',
      '-sdk',
      '-testPlan',
      '-arch',
      '-xcconfig',
      '-toolchain',
    ],
    fileFlags: [],
    nameFlags: [
      { flag: '-only-testing', takesValue: true },
      { flag: '-skip-testing', takesValue: true },
    ],
    words: ({ file, name }) => {
      const parts = name === null ? [] : nameParts(name);
      const test = parts.at(-1)?.replace(/\(\)$/u, '');
      const target =
        file === null ? parts.at(-3) : file.split('/').find((part) => /Tests?$/u.test(part));
      const owner =
        file === null ? parts.at(-2) : file.replace(/^.*\//u, '').replace(/\.\w+$/u, '');
      const path = [target, owner, test].filter((part) => part !== undefined && part !== '');
      return { first: path.length === 0 ? [] : [`-only-testing:${path.join('/')}`], last: [] };
    },
  },
  testFile: {
    names: ['*Tests', '*Test'],
    extensions: ['.swift'],
    spelled: 'pascal',
    dir: (source) => `${source.split('/')[0] ?? 'App'}Tests`,
    besideOnly: false,
    areModules: false,
    text: swiftTests,
  },
};

function bundleOf({ reportDir }: CommandInput): string {
  return `${reportDir}/result.xcresult`;
}

/** Where a project says nothing, the platform of its settings decides; for a workspace that is a telephone. */
function destinationFor({ args, read }: CommandInput): readonly string[] {
  if (args.includes('-destination')) return [];
  const project = args[args.indexOf('-project') + 1];
  const settings = args.includes('-project') ? read(`${project ?? ''}/project.pbxproj`) : '';
  const isMac = /SDKROOT = macosx;/u.test(settings);
  return [
    '-destination',
    isMac ? 'platform=macOS' : 'platform=iOS Simulator,OS=latest,name=iPhone 16',
  ];
}
