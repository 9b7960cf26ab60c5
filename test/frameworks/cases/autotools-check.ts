import { textCase } from '../text-case.ts';

/** Automake. */
export const autotoolsCheckCase = textCase({
  framework: 'autotools-check',
  debian: ['automake', 'autoconf', 'make', 'gcc'],
  version: ['automake', '--version'],
  files: {
    'configure.ac':
      'AC_INIT([sums], [0.1])\nAM_INIT_AUTOMAKE([foreign subdir-objects])\nAC_PROG_CC\nAC_CONFIG_FILES([Makefile])\nAC_OUTPUT\n',
    'Makefile.am':
      'check_PROGRAMS = sums\nTESTS = $(check_PROGRAMS)\nsums_SOURCES = tests/sums.c\n',
    'src/adds.c': '',
  },
  file: 'tests/sums.c',
  green: '#include <stdlib.h>\nint main(void) {\n  return 0;\n}\n',
  greenCounts: [1, 0, 0],
  red: '#include <stdlib.h>\nint main(void) {\n  return 1;\n}\n',
  redCounts: [0, 1, 0],
  failing: { name: 'sums' },
  zero: { 'Makefile.am': 'check_PROGRAMS =\nTESTS = $(check_PROGRAMS)\n', 'tests/sums.c': '\n' },
  broken: '#include <stdlib.h>\nint main(void) {\n  return (\n}\n',
  hang: '#include <stdlib.h>\nint main(void) {\n  for (;;) {}\n}\n',
  daemon:
    '#include <stdlib.h>\nint main(void) {\n  return system("setsid sleep 300 > /dev/null 2>&1 &");\n}\n',
  generated: {
    files: { 'tests/sums.c': '#include <stdlib.h>\nint main(void) {\n  return 0;\n}\n' },
    source: 'src/adds.c',
    tests: ['adds two numbers'],
  },
  leaves:
    /^(?:configure~?$|aclocal\.m4|Makefile\.in|autom4te\.cache\/|compile|depcomp|install-sh|missing|test-driver|config\.\w+)/u,
  timeLimitMs: 180000,
  hangLimitMs: 20000,
});
