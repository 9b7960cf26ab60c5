import { textCase } from '../text-case.ts';

/** Meson with Ninja. */
export const mesonTestCase = textCase({
  framework: 'meson-test',
  debian: ['meson', 'ninja-build', 'gcc'],
  version: ['meson', '--version'],
  files: {
    'meson.build': "project('sums', 'c')\ntest('sums', executable('sums', 'tests/sums.c'))\n",
    'src/adds.c': '',
  },
  file: 'tests/sums.c',
  green: '#include <stdlib.h>\nint main(void) {\n  return 0;\n}\n',
  greenCounts: [1, 0, 0],
  red: '#include <stdlib.h>\nint main(void) {\n  return 1;\n}\n',
  redCounts: [0, 1, 0],
  failing: { name: 'sums' },
  zero: { 'meson.build': "project('sums', 'c')\n# test() comes later\n", 'tests/sums.c': '\n' },
  broken: '#include <stdlib.h>\nint main(void) {\n  return (\n}\n',
  hang: '#include <stdlib.h>\nint main(void) {\n  for (;;) {}\n}\n',
  daemon:
    '#include <stdlib.h>\nint main(void) {\n  return system("setsid sleep 300 > /dev/null 2>&1 &");\n}\n',
  generated: {
    files: { 'tests/sums.c': '#include <stdlib.h>\nint main(void) {\n  return 0;\n}\n' },
    source: 'src/adds.c',
    tests: ['adds two numbers'],
  },
  timeLimitMs: 120000,
  hangLimitMs: 15000,
});
