import { posix } from 'node:path';
import { AgentTuiError } from '../../model/error.ts';
import { bounds } from '../bounds.ts';
import { goTests, testFunctionsIn } from '../generate/go.ts';
import { goOutput } from '../reports/go-json.ts';
import { escaped, nameParts } from '../selection/name-pattern.ts';
import type { Framework } from './framework.ts';

/** Go's test command. Its own time limit is off, because a run has one limit and that one is ours. */
export const goTest: Framework = {
  id: 'go-test',
  title: "Go's testing package",
  language: 'Go',
  ecosystem: 'go',
  level: 'unit',
  proof: 'tool',
  supersedes: ['ginkgo'],
  typed: {
    start: 'test',
    all: 'test ./...',
    file: 'test ./PACKAGE',
    test: "test ./PACKAGE -run '^NAME$'",
  },
  evidence: {
    calls: [
      { program: /^go$/u, words: [/^test$/u] },
      { program: /^gotestsum$/u, words: [], handsOnAfter: '--' },
    ],
    modules: [],
    configFiles: null,
    configMarks: [],
    packages: [],
    dependencyMarks: [],
    testFiles: /_test\.go$/u,
    testExtensions: ['.go'],
    imports: /^\s*(?:import\s+)?"testing"/mu,
    convention: { file: /^go\.mod$/u, mark: null, hidesTests: false },
  },
  start: { kind: 'program', name: 'go' },
  report: { format: 'go-json', source: { kind: 'output', readable: goOutput } },
  watches: /^$/u,
  watchesBare: false,
  carried: null,
  dropped: [
    { flag: '-json', takesValue: false },
    { flag: '-v', takesValue: false },
    { flag: '-timeout', takesValue: true },
    { flag: '-count', takesValue: true },
  ],
  noTests: { exitCode: null, printed: /^no packages to test$/mu },
  defaultArgs: () => ['./...'],
  command: ({ launcher, args }) => [
    ...launcher,
    'test',
    '-json',
    '-count=1',
    '-timeout=0',
    ...args,
  ],
  selection: {
    valueFlags: [
      '-tags',
      '-mod',
      '-modfile',
      '-parallel',
      '-cpu',
      '-coverprofile',
      '-covermode',
      '-coverpkg',
      '-ldflags',
      '-gcflags',
      '-vet',
      '-p',
      '-exec',
      '-shuffle',
      '-skip',
    ],
    fileFlags: [],
    nameFlags: [{ flag: '-run', takesValue: true }],
    // Go runs packages: a file is the tests that are written in it.
    words: ({ file, text, name }) => {
      const chosen = name !== null ? runPattern(name) : file === null ? null : testsIn(text, file);
      return {
        first: chosen === null ? [] : [`-run=${chosen}`],
        last: file === null ? [] : [packageOf(file)],
      };
    },
  },
  testFile: {
    names: ['*_test'],
    extensions: ['.go'],
    spelled: 'as-is',
    dir: null,
    besideOnly: true,
    areModules: false,
    text: goTests,
  },
};

function packageOf(file: string): string {
  const dir = posix.dirname(file);
  return dir === '.' ? '.' : `./${dir}`;
}

function testsIn(text: string, file: string): string {
  const names = testFunctionsIn(text);
  if (names.length > 0) return `^(?:${names.slice(0, bounds.goTestNamesMax).join('|')})$`;
  throw new AgentTuiError('usage', `there is no test in ${file}`, {
    hint: 'name a file with functions such as func TestSum(t *testing.T)',
  });
}

/** Each level of subtests has its own pattern; Go itself writes `_` for the spaces in their names. */
function runPattern(name: string): string {
  const parts = nameParts(name);
  const first = parts.findIndex((part) => /^(?:Test|Example|Fuzz)/u.test(part));
  if (parts.length > 1 && first !== -1) {
    const levels = parts.slice(first).flatMap((part) => part.split('/'));
    return levels.map((part) => `^${escaped(part.replaceAll(' ', '_'))}$`).join('/');
  }
  const levels = name
    .trim()
    .split('/')
    .filter((part) => part !== '');
  return levels
    .map(
      (part) =>
        `(?i)${part
          .trim()
          .split(/[\s_]+/u)
          .map(escaped)
          .join('.*')}`,
    )
    .join('/');
}
