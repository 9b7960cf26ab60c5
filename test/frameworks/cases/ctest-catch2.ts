import { textCase } from '../text-case.ts';

/** CTest with Catch2. */
export const ctestCatch2Case = textCase({
  framework: 'ctest',
  variant: 'Catch2',
  debian: ['cmake', 'g++', 'make', 'catch2'],
  version: ['ctest', '--version'],
  files: {
    'CMakeLists.txt':
      'cmake_minimum_required(VERSION 3.16)\nproject(sums CXX)\nset(CMAKE_CXX_STANDARD 17)\nenable_testing()\nfind_package(Catch2 REQUIRED)\ninclude(Catch)\nadd_executable(sums_test test/main.cc test/sums_test.cc)\ntarget_link_libraries(sums_test Catch2::Catch2)\ncatch_discover_tests(sums_test)\n',
    'test/main.cc': '#define CATCH_CONFIG_MAIN\n#include <catch2/catch.hpp>\n',
    'src/sums.cc': '',
  },
  file: 'test/sums_test.cc',
  green:
    '#include <catch2/catch.hpp>\n#include <cstdlib>\nTEST_CASE("adds") {\n  CHECK(1 + 2 == 3);\n}\n',
  greenCounts: [1, 0, 0],
  red: '#include <catch2/catch.hpp>\n#include <cstdlib>\nTEST_CASE("adds") {\n  CHECK(2 + 2 == 3);\n}\n',
  redCounts: [0, 1, 0],
  failing: { name: 'adds' },
  zero: '#include <catch2/catch.hpp>\n',
  broken: '#include <catch2/catch.hpp>\n#include <cstdlib>\nTEST_CASE("adds") {\n  CHECK(\n}\n',
  hang: '#include <catch2/catch.hpp>\n#include <cstdlib>\nTEST_CASE("adds") {\n  for (;;) {}\n}\n',
  daemon:
    '#include <catch2/catch.hpp>\n#include <cstdlib>\nTEST_CASE("adds") {\n  CHECK(std::system("setsid sleep 300 > /dev/null 2>&1 &") == 0);\n}\n',
  generated: null,
  without: {
    generated:
      'Catch2 2 needs a main program of its own beside each test program, which no rule can know',
  },
  timeLimitMs: 400000,
  hangLimitMs: 20000,
});
