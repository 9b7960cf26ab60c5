import { textCase } from '../text-case.ts';

/** Bats as Debian has it. */
export const batsCase = textCase({
  framework: 'bats',
  debian: ['bats'],
  version: ['bats', '--version'],
  files: { 'sums.sh': '#!/bin/sh\n' },
  file: 'test/sums.bats',
  green: '@test "adds" {\n  [ "$((1 + 2))" -eq 3 ]\n}\n\n@test "later" {\n  skip\n}\n',
  greenCounts: [1, 0, 1],
  red: '@test "adds" {\n  [ "$((2 + 2))" -eq 3 ]\n}\n\n@test "later" {\n  skip\n}\n',
  redCounts: [0, 1, 1],
  failing: { name: 'adds', file: 'test/sums.bats', line: 2 },
  zero: '# nothing\n',
  broken: '@test "adds" {\n  if (\n}\n',
  hang: '@test "waits" {\n  while :; do sleep 1; done\n}\n',
  daemon: '@test "starts" {\n  setsid sleep 300 >/dev/null 2>&1 3>&- &\n}\n',
  generated: {
    files: {},
    source: 'sums.sh',
    tests: ['adds two numbers', 'refuses "text", \'quotes\' and $HOME `x` \\n'],
  },
});
