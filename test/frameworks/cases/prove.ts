import { textCase } from '../text-case.ts';

/** prove with Test::More. */
export const proveCase = textCase({
  framework: 'prove',
  debian: ['perl'],
  version: ['prove', '--version'],
  files: {
    'Makefile.PL': 'use ExtUtils::MakeMaker;\nWriteMakefile(NAME => "Sums");\n',
    'lib/Sums.pm': 'package Sums;\n1;\n',
  },
  file: 't/sums.t',
  green:
    "use strict;\nuse warnings;\nuse Test::More tests => 2;\nis(1 + 2, 3, 'adds');\nSKIP: { skip 'later', 1; }\n",
  greenCounts: [1, 0, 1],
  red: "use strict;\nuse warnings;\nuse Test::More tests => 2;\nis(2 + 2, 3, 'adds');\nSKIP: { skip 'later', 1; }\n",
  redCounts: [0, 1, 1],
  failing: { name: 'adds' },
  zero: { 'lib/Other.pm': '1;\n' },
  broken: 'use strict;\nuse Test::More tests => 1;\nis((;\n',
  hang: 'use Test::More tests => 1;\nsleep 1 while 1;\n',
  daemon:
    "use Test::More tests => 1;\nsystem('setsid sleep 300 > /dev/null 2>&1 &');\nok(1, 'starts');\n",
  generated: {
    files: {},
    source: 'lib/Sums.pm',
    tests: ['adds two numbers', 'refuses "text", \'quotes\' and $HOME `x` \\n'],
  },
});
