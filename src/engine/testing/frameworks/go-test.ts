import { goOutput } from '../reports/go-json.ts';
import type { Framework } from './framework.ts';

/** Go's test command. Its own time limit is off, because a run has one limit and that one is ours. */
export const goTest: Framework = {
  id: 'go-test',
  evidence: {
    programs: [],
    modules: [],
    configFiles: null,
    configMarks: [],
    packages: [],
    dependencyMarks: [],
    testFiles: /_test\.go$/u,
    imports: /^\s*(?:import\s+)?"testing"/mu,
    conventionFile: 'go.mod',
  },
  start: { kind: 'program', name: 'go' },
  report: { format: 'go-json', source: 'output', fileName: 'report.jsonl', readable: goOutput },
  watches: /^$/u,
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
};
