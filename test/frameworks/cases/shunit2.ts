import { textCase } from '../text-case.ts';

/** shUnit2 as Debian has it. */
export const shunit2Case = textCase({
  framework: 'shunit2',
  debian: ['shunit2'],
  version: ['dpkg-query', '-W', 'shunit2'],
  files: { 'sums.sh': '#!/bin/sh\n' },
  file: 'tests/sums_test.sh',
  green: '#!/bin/sh\ntest_adds() {\n  assertEquals 3 "$((1 + 2))"\n}\n. shunit2\n',
  greenCounts: [1, 0, 0],
  red: '#!/bin/sh\ntest_adds() {\n  assertEquals 3 "$((2 + 2))"\n}\n. shunit2\n',
  redCounts: [0, 1, 0],
  failing: { name: 'test_adds', file: 'tests/sums_test.sh' },
  zero: '#!/bin/sh\n. shunit2\n',
  broken: '#!/bin/sh\ntest_adds() {\n  if (\n}\n. shunit2\n',
  hang: '#!/bin/sh\ntest_adds() {\n  while :; do sleep 1; done\n}\n. shunit2\n',
  daemon:
    '#!/bin/sh\ntest_adds() {\n  setsid sleep 300 >/dev/null 2>&1 &\n  assertTrue true\n}\n. shunit2\n',
  generated: { files: {}, source: 'sums.sh', tests: ['adds two numbers', 'refuses text'] },
});
