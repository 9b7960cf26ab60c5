import { scalaTests } from '../generate/scala.ts';
import { classOf, testDirOf } from '../jvm/jvm-sources.ts';
import { nameParts } from '../selection/name-pattern.ts';
import type { Framework } from './framework.ts';

/** `test`, `core/test`, `+test`, `Test/test`, `IntegrationTest/test`. */
const testTask = /^\+?(?:[\w-]+\/)*(?:test|testFull)$/u;

/** sbt, which writes JUnit XML by itself since version 1. */
export const sbtTest: Framework = {
  id: 'sbt-test',
  title: 'sbt',
  language: 'Scala',
  ecosystem: 'scala',
  level: 'unit',
  proof: 'simulator',
  supersedes: [],
  coversNested: true,
  typed: {
    start: 'test',
    all: 'test',
    file: "'testOnly CLASS'",
    test: "'testOnly CLASS -- -z NAME'",
  },
  evidence: {
    calls: [
      {
        program: /^sbtx?$/u,
        words: [/^\+?(?:[\w-]+\/)*test(?:Only|Quick|Full)?\b/u],
        keepsWords: true,
      },
    ],
    modules: [],
    configFiles: null,
    configMarks: [],
    packages: [],
    dependencyMarks: [
      {
        file: /(?:^|\/)(?:build\.sbt|project\/[^/]+\.(?:scala|sbt))$/u,
        mark: /scalatest|munit|specs2|utest|zio-test|scalacheck|weaver|junit-interface/iu,
      },
    ],
    testFiles: /(?:^|\/)src\/(?:test|it)\/scala[^/]*\/.+\.scala$/u,
    testExtensions: ['.scala'],
    // The same files are run by several tools, so that they do not speak for one.
    imports: null,
    convention: { file: /^build\.sbt$/u, mark: null, hidesTests: false },
  },
  start: { kind: 'tree-program', paths: ['sbt', 'sbtx'], name: 'sbt' },
  report: {
    format: 'junit',
    source: {
      kind: 'collected',
      under: 'suite',
      files: /(?:^|\/)target\/(?:.+\/)?test-reports\/[^/]+\.xml$/u,
    },
  },
  watches: /^~/u,
  watchesBare: false,
  carried: /^(?:\+?(?:[\w-]+\/)*test(?:Full)?|-D\S+|-J\S+)$/u,
  dropped: [],
  noTests: { exitCode: null, printed: /No tests were executed|No tests to run for/u },
  command: ({ launcher, args }) => {
    const tasks = args.filter((word) => testTask.test(word) || word.includes('testOnly '));
    return [
      ...launcher,
      '-batch',
      '-Dsbt.log.noformat=true',
      '-Dsbt.supershell=false',
      '-Dsbt.server.autostart=false',
      ...args.filter((word) => !tasks.includes(word)),
      ...(tasks.length > 0 ? tasks : ['test']),
    ];
  },
  selection: {
    valueFlags: [],
    fileFlags: [],
    nameFlags: [
      { flag: 'test', takesValue: false },
      { flag: '+test', takesValue: false },
    ],
    words: ({ file, text, name }) => {
      const parts = name === null ? [] : nameParts(name);
      const owner = file === null ? (parts.length > 1 ? (parts[0] ?? '*') : '*') : scalaClass(file);
      const test = parts.at(-1);
      const wanted = test === undefined ? '' : ` -- ${nameOption(text, test)}`;
      return { first: [], last: [`testOnly ${owner}${wanted}`] };
    },
  },
  testFile: {
    names: ['*Suite', '*Spec', '*Test', '*Tests'],
    extensions: ['.scala'],
    spelled: 'pascal',
    dir: (source) => testDirOf(source, 'src/test/scala'),
    besideOnly: false,
    areModules: false,
    manifests: /^build\.sbt$/u,
    text: scalaTests,
  },
};

/** Folders for versions of Scala (`scala-3`) are source folders as well. */
function scalaClass(file: string): string {
  return classOf(file.replace(/\/scala-[\d.]+\//u, '/scala/'));
}

/** MUnit takes a pattern of full names, ScalaTest a part of a name. */
function nameOption(text: string, name: string): string {
  const plain = name.replaceAll(/["\\]/gu, ' ').trim();
  return /\bmunit\b/u.test(text) ? `"*${plain}*"` : `-z "${plain}"`;
}
