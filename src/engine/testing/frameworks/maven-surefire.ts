import { javaTests } from '../generate/java.ts';
import { classOf, testDirOf } from '../jvm/jvm-sources.ts';
import { jvmTestName } from '../jvm/test-name.ts';
import type { Framework } from './framework.ts';

const phases = /^(?:test|package|integration-test|verify|install|deploy)$/u;
/** Phases that come to the integration tests of Failsafe. */
const late = /^(?:integration-test|verify|install|deploy)$/u;
const integrationTest = /(?:^|\/)src\/\w+\/\w+\/(?:.+\/)?(?:IT\w*|\w+IT|\w+ITCase)\.\w+$/u;

/** Maven with Surefire, and with Failsafe where the project goes so far. */
export const mavenSurefire: Framework = {
  id: 'maven-surefire',
  title: 'Maven Surefire',
  language: 'Java and Kotlin',
  ecosystem: 'java',
  level: 'unit',
  proof: 'tool',
  supersedes: [],
  coversNested: true,
  typed: {
    start: 'test',
    all: 'test',
    file: 'test -Dtest=CLASS',
    test: 'test -Dtest=CLASS#NAME',
  },
  evidence: {
    calls: [
      {
        program: /^mvnw?(?:\.cmd)?$/u,
        words: [/^(?:test|verify|integration-test|package|install|surefire:test)$/u],
        keepsWords: true,
      },
    ],
    modules: [],
    configFiles: null,
    configMarks: [{ file: /^pom\.xml$/u, mark: /maven-(?:surefire|failsafe)-plugin/u }],
    packages: [],
    dependencyMarks: [
      {
        file: /^pom\.xml$/u,
        mark: /<artifactId>\s*(?:junit|junit-jupiter[\w-]*|junit-vintage-engine|testng|spock-core|kotlin-test[\w-]*|spring-boot-starter-test|kotest-runner[\w-]*|quarkus-junit5|micronaut-test-junit5)\s*</u,
      },
    ],
    testFiles:
      /^(?!(?:.*\/)?src\/main\/)(?:.*\/)?(?:Test\w*|\w*Tests?|\w*TestCase|IT\w*|\w+IT|\w+ITCase|\w+Spec)\.(?:java|kt|groovy|scala)$/u,
    testExtensions: ['.java', '.kt', '.groovy', '.scala'],
    // The same files are run by several tools, so that they do not speak for one.
    imports: null,
    convention: { file: /^pom\.xml$/u, mark: null, hidesTests: false },
  },
  start: { kind: 'tree-program', paths: ['mvnw'], name: 'mvn' },
  report: {
    format: 'junit',
    source: {
      kind: 'collected',
      under: 'suite',
      files: /(?:^|\/)target\/(?:surefire|failsafe)-reports\/TEST-[^/]+\.xml$/u,
    },
  },
  watches: /^$/u,
  watchesBare: false,
  // Goals and phases besides the tests are not ours to run; values of options may look like words.
  carried: /^(?!(?:clean|validate|compile|test-compile|site)$|\w[\w.-]*:[\w.@:-]+$)/u,
  dropped: [
    { flag: '-q', takesValue: false },
    { flag: '--quiet', takesValue: false },
    { flag: '-ff', takesValue: false },
    { flag: '--fail-fast', takesValue: false },
    { flag: '-DskipTests', takesValue: false },
    { flag: '-DskipITs', takesValue: false },
    { flag: '-Dmaven.test.skip', takesValue: false },
  ],
  // A build that succeeds and leaves no report had no test to report.
  noTests: { exitCode: null, printed: /\bBUILD SUCCESS$|No tests were executed/mu },
  defaultArgs: (names) => (names.some((name) => integrationTest.test(name)) ? ['verify'] : []),
  command: ({ launcher, args }) => [
    ...launcher,
    '-B',
    '-ntp',
    '-Dstyle.color=never',
    '-fae',
    ...args.filter((word) => !phases.test(word) && !/^(?:-B|-ntp|-fae)$/u.test(word)),
    args.some((word) => late.test(word)) ? 'verify' : 'test',
  ],
  selection: {
    valueFlags: ['-pl', '--projects', '-P', '--activate-profiles', '-s', '--settings', '-T', '-f'],
    fileFlags: [],
    nameFlags: [
      { flag: '-Dtest', takesValue: false },
      { flag: '-Dit.test', takesValue: false },
    ],
    words: ({ file, name }) => {
      const test = name === null ? null : jvmTestName(name);
      const owner = file === null ? (test?.owner ?? '*') : classOf(file);
      const chosen = test === null ? owner : `${owner}#${test.method}`;
      // The two names of one flag: Surefire 3 has another than 2, and a module without the class is no failure.
      return {
        first: [
          `-Dtest=${chosen}`,
          '-Dsurefire.failIfNoSpecifiedTests=false',
          '-DfailIfNoTests=false',
        ],
        last: [],
      };
    },
  },
  testFile: {
    names: ['*Test', '*Tests', 'Test*', '*TestCase', '*IT', '*Spec'],
    extensions: ['.java', '.kt'],
    spelled: 'pascal',
    dir: (source) =>
      testDirOf(source, source.endsWith('.kt') ? 'src/test/kotlin' : 'src/test/java'),
    besideOnly: false,
    areModules: false,
    manifests: /^pom\.xml$/u,
    text: javaTests,
  },
};
