import { bareEvidence, plainRunner, selectByFile } from '../row-parts.ts';
import { unittestTests } from '../generate/python.ts';
import type { Framework } from './framework.ts';

/** stestr, its stream of results read by a program of ours with the subunit package that stestr needs anyway. */
export const stestr: Framework = {
  id: 'stestr',
  title: 'stestr',
  language: 'Python',
  ecosystem: 'python',
  level: 'unit',
  proof: 'tool',
  ...plainRunner,
  supersedes: ['unittest'],
  typed: {
    start: '-m stestr.cli run',
    all: '-m stestr.cli run',
    file: '-m stestr.cli run MODULE',
    test: '-m stestr.cli run NAME',
  },
  evidence: {
    ...bareEvidence,
    testExtensions: ['.py'],
    calls: [{ program: /^stestr$/u, words: [/^(?:run|last)$/u] }],
    configFiles: /^\.stestr\.conf$/u,
    dependencyMarks: [
      {
        file: /^(?:pyproject\.toml|setup\.(?:cfg|py)|tox\.ini|Pipfile|noxfile\.py|requirements[^/]*\.(?:txt|in)|[^/]*-requirements\.(?:txt|in))$/u,
        mark: /(?:^|["'\s,[])stestr(?=[\s"'<>=!~;,[\]@]|$)/imu,
      },
    ],
    testFiles: /(?:^|\/)test[^/]*\.py$/u,
  },
  start: { kind: 'python' },
  report: { format: 'told-jsonl', source: { kind: 'file', name: 'report.jsonl' } },
  noTests: {
    exitCode: 8,
    printed: /No tests were successful|The specified regex doesn't match|No tests to run/u,
  },
  command: ({ launcher, args, injected }) => [...launcher, injected('stestr_runner.py'), ...args],
  env: ({ reportFile }) => ({ AGENT_TUI_REPORT: reportFile }),
  selection: selectByFile({
    valueFlags: ['--concurrency', '-c', '--test-path', '-t', '--top-dir'],
    fileWords: (file) => [file.replace(/\.py$/u, '').replaceAll('/', String.raw`\.`)],
    nameFlags: [],
    named: (name) => [name.split(/\s*>\s*/u).at(-1) ?? name],
  }),
  testFile: {
    names: ['test_*'],
    extensions: ['.py'],
    spelled: 'snake',
    dir: 'tests',
    besideOnly: false,
    areModules: true,
    text: unittestTests,
  },
};
