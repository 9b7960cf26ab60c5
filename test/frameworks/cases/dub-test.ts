import { textCase } from '../text-case.ts';

/** dub test as Debian has it. */
export const dubTestCase = textCase({
  framework: 'dub-test',
  debian: ['dub', 'ldc'],
  version: ['dub', '--version'],
  files: { 'dub.json': '{"name": "sums", "targetType": "library"}\n' },
  file: 'source/sums.d',
  green: 'module sums;\nimport std.process;\nunittest {\n  assert(1 + 2 == 3);\n}\n',
  greenCounts: [1, 0, 0],
  red: 'module sums;\nimport std.process;\nunittest {\n  assert(2 + 2 == 3, "two is not three");\n}\n',
  redCounts: [0, 1, 0],
  failing: { name: 'sums' },
  zero: null,
  broken: 'module sums;\nimport std.process;\nunittest {\n  assert(\n}\n',
  hang: 'module sums;\nimport std.process;\nunittest {\n  while (true) {}\n}\n',
  daemon:
    'module sums;\nimport std.process;\nunittest {\n  spawnProcess(["setsid", "sleep", "300"]);\n}\n',
  generated: null,
  without: {
    generated: 'unit tests stand inside of the modules that they test',
    zero: 'a module without unit tests counts as one that passes',
  },
  leaves: /^(?:\.dub\/|sums-test|dub\.selections\.json|lib\w+\.a|source\/\.dub)/u,
  timeLimitMs: 120000,
  hangLimitMs: 30000,
});
