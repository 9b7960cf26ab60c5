import type { Framework } from './framework.ts';

/** A lane of fastlane that runs tests; its action `scan` takes its options from the environment as well. */
export const fastlane: Framework = {
  id: 'fastlane',
  title: 'fastlane',
  language: 'Swift and Objective-C',
  ecosystem: 'swift',
  level: 'unit',
  proof: 'simulator',
  supersedes: ['xcodebuild-test'],
  typed: {
    start: '',
    all: 'LANE',
    file: 'scan only_testing:TARGET/CLASS',
    test: 'scan only_testing:TARGET/CLASS/NAME',
  },
  evidence: {
    calls: [{ program: /^fastlane$/u, words: [/test|scan|unit|spec/iu], keepsWords: true }],
    modules: [],
    configFiles: /^fastlane\/Scanfile$/u,
    configMarks: [{ file: /^fastlane\/Fastfile$/u, mark: /^\s*(?:run_tests|scan)\b/mu }],
    packages: [],
    dependencyMarks: [],
    testFiles: /(?:^|\/)[^/]*Tests?\/(?:.+\/)?[^/]+\.(?:swift|m|mm)$/u,
    testExtensions: ['.swift', '.m', '.mm'],
    imports: null,
    convention: {
      file: /^fastlane\/Fastfile$/u,
      mark: /^\s*(?:run_tests|scan)\b/mu,
      hidesTests: false,
    },
  },
  start: { kind: 'bundle', name: 'fastlane' },
  report: {
    format: 'junit',
    source: { kind: 'collected', under: 'reports', files: /^report\.(?:junit|xml)$/u },
  },
  watches: /^$/u,
  watchesBare: false,
  carried: null,
  dropped: [],
  noTests: { exitCode: null, printed: /There are no test bundles available to test/u },
  command: ({ launcher, args, read }) => [
    ...launcher,
    ...(args.length > 0 ? args : laneIn(read('fastlane/Fastfile'))),
  ],
  env: ({ reportDir }) => ({
    SCAN_OUTPUT_TYPES: 'junit',
    SCAN_OUTPUT_DIRECTORY: reportDir,
    SCAN_SKIP_SLACK: 'true',
    FASTLANE_SKIP_UPDATE_CHECK: '1',
    FASTLANE_HIDE_CHANGELOG: '1',
    FASTLANE_DISABLE_COLORS: '1',
    FASTLANE_OPT_OUT_USAGE: '1',
  }),
  selection: null,
  testFile: null,
};

/** The first lane that runs tests, with its platform; without one the action itself. */
function laneIn(fastfile: string): readonly string[] {
  let platform: string | null = null;
  let lane: string | null = null;
  for (const line of fastfile.split('\n')) {
    platform = /^\s*platform\s+:(?<name>\w+)/u.exec(line)?.groups?.['name'] ?? platform;
    lane = /^\s*lane\s+:(?<name>\w+)/u.exec(line)?.groups?.['name'] ?? lane;
    if (lane === null || !/^\s*(?:run_tests|scan)\b/u.test(line)) continue;
    return platform === null ? [lane] : [platform, lane];
  }
  return ['scan'];
}
