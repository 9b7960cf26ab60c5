import { scalaTests } from '../generate/scala.ts';
import { nameParts } from '../selection/name-pattern.ts';
import type { Framework } from './framework.ts';

const testTask =
  /^(?:[\w.-]+\.|__\.|_\.)*(?:test|__\.test)(?:\.(?:test|testForked|testLocal|testCached))?$/u;

/** Mill, which writes JUnit XML for each test module. */
export const millTest: Framework = {
  id: 'mill-test',
  title: 'Mill',
  language: 'Scala',
  ecosystem: 'scala',
  level: 'unit',
  proof: 'simulator',
  supersedes: [],
  coversNested: true,
  typed: {
    start: '',
    all: '__.test',
    file: '__.test.testOnly CLASS',
    test: '__.test.testOnly CLASS -- NAME',
  },
  evidence: {
    calls: [{ program: /^mill(?:w|\.bat)?$/u, words: [testTask], keepsWords: true }],
    modules: [],
    configFiles: /^\.mill-version$/u,
    configMarks: [
      {
        file: /^build\.(?:mill(?:\.scala)?|sc)$/u,
        mark: /\bTestModule\b|\bextends\s+\w*Tests\b/u,
      },
    ],
    packages: [],
    dependencyMarks: [
      {
        file: /^build\.(?:mill(?:\.scala)?|sc)$/u,
        mark: /scalatest|munit|specs2|utest|zio-test|scalacheck|weaver/iu,
      },
    ],
    testFiles: /(?:^|\/)test\/(?:src\/)?(?:.+\/)?[^/]+\.scala$/u,
    testExtensions: ['.scala'],
    // The same files are run by several tools, so that they do not speak for one.
    imports: null,
    convention: { file: /^build\.(?:mill(?:\.scala)?|sc)$/u, mark: null, hidesTests: false },
  },
  start: { kind: 'tree-program', paths: ['mill', 'millw'], name: 'mill' },
  report: {
    format: 'junit',
    source: {
      kind: 'collected',
      under: 'suite',
      files: /(?:^|\/)out\/(?:.+\/)?test-report\.xml$/u,
    },
  },
  watches: /^(?:-w|--watch)$/u,
  watchesBare: false,
  carried: new RegExp(`${testTask.source}|^-D\\S+$`, 'u'),
  dropped: [],
  noTests: { exitCode: null, printed: /No tests (?:were executed|to run|discovered)/iu },
  command: ({ launcher, args }) => {
    const at = args.findIndex((word) => /\.testOnly$/u.test(word));
    const tasks = at === -1 ? args.filter((word) => testTask.test(word)) : args.slice(at);
    const options = args.filter((word) => word.startsWith('-D') && !tasks.includes(word));
    // No server is left behind, and a failed module does not hide the others.
    return [
      ...launcher,
      '-i',
      '-k',
      '--disable-ticker',
      ...options,
      ...(tasks.length > 0 ? tasks : ['__.test']),
    ];
  },
  selection: {
    valueFlags: [],
    fileFlags: [],
    nameFlags: [],
    words: ({ file, text, name }) => {
      const parts = name === null ? [] : nameParts(name);
      const owner =
        file === null ? (parts.length > 1 ? (parts[0] ?? '*') : '*') : ownerOf(text, file);
      const test = parts.at(-1);
      const module = moduleOf(file);
      return {
        first: [],
        last: [
          `${module}.testOnly`,
          owner,
          ...(test === undefined ? [] : ['--', ...nameOption(text, test)]),
        ],
      };
    },
  },
  testFile: {
    names: ['*Tests', '*Suite', '*Spec', '*Test'],
    extensions: ['.scala'],
    spelled: 'pascal',
    dir: (source) => {
      const module = /^(?<name>.+?)\/src\//u.exec(source)?.groups?.['name'];
      return module === undefined ? 'test/src' : `${module}/test/src`;
    },
    besideOnly: false,
    areModules: false,
    manifests: /^build\.(?:mill(?:\.scala)?|sc)$/u,
    text: scalaTests,
  },
};

/** `core/test/src/SumTests.scala` is of the module `core.test`. */
function moduleOf(file: string | null): string {
  const dir = /^(?<name>(?:.+\/)?test)\//u.exec(file ?? '')?.groups?.['name'];
  return dir === undefined ? '__.test' : dir.replaceAll('/', '.');
}

function ownerOf(text: string, file: string): string {
  const space = /^\s*package\s+(?<name>[\w.]+)/mu.exec(text)?.groups?.['name'];
  const simple = file.replace(/^.*\//u, '').replace(/\.\w+$/u, '');
  return space === undefined ? simple : `${space}.${simple}`;
}

/** MUnit takes a pattern of full names, ScalaTest a part of a name. */
function nameOption(text: string, name: string): readonly string[] {
  return /\bmunit\b/u.test(text) ? [`*${name}*`] : ['-z', name];
}
