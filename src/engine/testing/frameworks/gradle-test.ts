import { javaTests } from '../generate/java.ts';
import { classOf, testDirOf } from '../jvm/jvm-sources.ts';
import { jvmTestName } from '../jvm/test-name.ts';
import type { Framework } from './framework.ts';

/** Tasks that run tests, with the project before them: `test`, `:app:testDebugUnitTest`, `jvmTest`, `allTests`. */
const testTask =
  /^(?:(?::?[\w.-]+)*:)?(?:test|allTests|(?!clean|compile|connected|process)\w+Test)$/u;
/** Tasks that come to the tests among other things. */
const wideTask = /^(?:(?::?[\w.-]+)*:)?(?:check|build)$/u;

/** Gradle for the JVM, Android and Kotlin on several platforms. */
export const gradleTest: Framework = {
  id: 'gradle-test',
  title: 'Gradle',
  language: 'Java and Kotlin',
  ecosystem: 'java',
  level: 'unit',
  proof: 'tool',
  supersedes: [],
  coversNested: true,
  typed: {
    start: 'test',
    all: 'test',
    file: 'test --tests CLASS',
    test: 'test --tests CLASS.NAME',
  },
  evidence: {
    calls: [
      {
        program: /^gradlew?(?:\.bat)?$/u,
        words: [new RegExp(`${testTask.source}|${wideTask.source}`, 'u')],
        keepsWords: true,
      },
    ],
    modules: [],
    configFiles: null,
    configMarks: [
      {
        file: /(?:^|\/)build\.gradle(?:\.kts)?$/u,
        mark: /useJUnit(?:Platform)?\s*\(|useTestNG\s*\(|tasks\.(?:named|withType)\s*[(<][^)\n]*[tT]est/u,
      },
    ],
    packages: [],
    dependencyMarks: [
      {
        file: /(?:^|\/)(?:build\.gradle(?:\.kts)?|[\w-]+\.versions\.toml|[\w-]+\.gradle(?:\.kts)?)$/u,
        mark: /\b(?:testImplementation|testCompile|testApi|androidTestImplementation|commonTestImplementation|testRuntimeOnly)\b|kotlin\(\s*"test|junit|testng|spock-core/u,
      },
    ],
    testFiles:
      /^(?!(?:.*\/)?src\/(?:\w*[mM]ain)\/)(?:.*\/)?src\/(?:\w*[tT]est\w*|it|spec)\/(?:java|kotlin|groovy|scala)\/.+\.(?:java|kt|groovy|scala)$/u,
    testExtensions: ['.java', '.kt', '.groovy', '.scala'],
    // The same files are run by several tools, so that they do not speak for one.
    imports: null,
    convention: {
      file: /^(?:build|settings)\.gradle(?:\.kts)?$/u,
      mark: null,
      hidesTests: false,
    },
  },
  start: { kind: 'tree-program', paths: ['gradlew'], name: 'gradle' },
  report: {
    format: 'junit',
    source: {
      kind: 'collected',
      under: 'suite',
      files: /(?:^|\/)build\/test-results\/.+\/TEST-[^/]+\.xml$/u,
    },
  },
  watches: /^(?:-t|--continuous)$/u,
  watchesBare: false,
  carried: new RegExp(
    `^(?:-t|--continuous|--offline|--(?:no-)?configuration-cache|--init-script=.+|-[PD]\\S+|--project-prop=.+|--system-prop=.+)$|${testTask.source}|${wideTask.source}`,
    'u',
  ),
  dropped: [],
  // A build that succeeds and leaves no report had no test to report; since Gradle 9 that is a failure.
  noTests: {
    exitCode: null,
    printed:
      /^BUILD SUCCESSFUL|did not discover any tests to execute|No tests found for given includes/mu,
  },
  defaultArgs: (names) => {
    if (names.some((name) => /(?:^|\/)src\/commonTest\//u.test(name))) return ['allTests'];
    const isAndroid = names.some((name) => /(?:^|\/)src\/main\/AndroidManifest\.xml$/u.test(name));
    return [isAndroid ? 'testDebugUnitTest' : 'test'];
  },
  command: ({ launcher, args }) => {
    const named = args.filter((word) => testTask.test(word));
    const tasks = named.length > 0 ? [...new Set(named)] : ['test'];
    const isAggregate = tasks.some((task) => /(?:^|:)allTests$/u.test(task));
    return [
      ...launcher,
      // A task that is up to date runs nothing. What collects other tasks cannot be cleaned by its own name.
      ...(isAggregate ? [] : tasks.map(cleaning)),
      ...tasks,
      ...args.filter((word) => !testTask.test(word) && !wideTask.test(word)),
      ...(isAggregate ? ['--rerun-tasks'] : []),
      '--continue',
      '--console=plain',
      '--no-daemon',
      '--no-build-cache',
    ];
  },
  selection: {
    valueFlags: ['--tests'],
    fileFlags: [],
    nameFlags: [{ flag: '--tests', takesValue: true }],
    words: ({ file, name, args }) => {
      const test = name === null ? null : jvmTestName(name);
      const owner = file === null ? (test?.owner ?? '*') : classOf(file);
      const chosen = test === null ? owner : `${owner}.${test.method}`;
      const tasks = args.filter((word) => testTask.test(word));
      // Elsewhere a task whose filter finds nothing fails, so the file's own project runs alone.
      const own = (tasks.length > 0 ? tasks : ['test']).map((task) => taskFor(file, task));
      // A filter belongs to the task before it.
      return { first: [], last: [...own, `--tests=${chosen}`] };
    },
  },
  testFile: {
    names: ['*Test', '*Tests', 'Test*', '*Spec'],
    extensions: ['.java', '.kt'],
    spelled: 'pascal',
    dir: (source) =>
      testDirOf(source, source.endsWith('.kt') ? 'src/test/kotlin' : 'src/test/java'),
    besideOnly: false,
    areModules: false,
    manifests: /^build\.gradle(?:\.kts)?$/u,
    text: javaTests,
  },
};

/** The task in the project of a file, whose path is by convention that of its directory. */
function taskFor(file: string | null, task: string): string {
  const project = /^(?<dir>.+)\/src\//u.exec(file ?? '')?.groups?.['dir'];
  if (project === undefined) return task;
  return `:${project.replaceAll('/', ':')}:${task.replace(/^.*:/u, '')}`;
}

/** `:app:test` is cleaned by `:app:cleanTest`. */
function cleaning(task: string): string {
  return task.replace(
    /(?<first>\w)(?<rest>\w*)$/u,
    (_, first: string, rest: string) => `clean${first.toUpperCase()}${rest}`,
  );
}
