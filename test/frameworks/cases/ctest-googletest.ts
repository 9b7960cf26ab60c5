import { textCase } from '../text-case.ts';

/** CTest with GoogleTest. */
export const ctestGoogletestCase = textCase({
  framework: 'ctest',
  variant: 'GoogleTest',
  debian: ['cmake', 'g++', 'make', 'libgtest-dev'],
  version: ['ctest', '--version'],
  files: {
    'CMakeLists.txt':
      'cmake_minimum_required(VERSION 3.16)\nproject(sums CXX)\nset(CMAKE_CXX_STANDARD 17)\nenable_testing()\nfind_package(GTest REQUIRED)\ninclude(GoogleTest)\nadd_executable(sums_test test/sums_test.cc)\ntarget_link_libraries(sums_test GTest::gtest_main)\ngtest_discover_tests(sums_test)\n',
    'src/sums.cc': '',
  },
  file: 'test/sums_test.cc',
  green:
    '#include <gtest/gtest.h>\n#include <cstdlib>\nTEST(Sums, Adds) {\n  EXPECT_EQ(1 + 2, 3);\n}\nTEST(Sums, Later) { GTEST_SKIP(); }\n',
  greenCounts: [1, 0, 1],
  red: '#include <gtest/gtest.h>\n#include <cstdlib>\nTEST(Sums, Adds) {\n  EXPECT_EQ(2 + 2, 3);\n}\nTEST(Sums, Later) { GTEST_SKIP(); }\n',
  redCounts: [0, 1, 1],
  failing: { name: 'Sums.Adds' },
  zero: '#include <gtest/gtest.h>\n',
  broken: '#include <gtest/gtest.h>\n#include <cstdlib>\nTEST(Sums, Adds) {\n  EXPECT_EQ(\n}\n',
  hang: '#include <gtest/gtest.h>\n#include <cstdlib>\nTEST(Sums, Adds) {\n  for (;;) {}\n}\n',
  daemon:
    '#include <gtest/gtest.h>\n#include <cstdlib>\nTEST(Sums, Adds) {\n  EXPECT_EQ(std::system("setsid sleep 300 > /dev/null 2>&1 &"), 0);\n}\n',
  generated: {
    files: {
      'test/sums_test.cc':
        '#include <gtest/gtest.h>\n#include <cstdlib>\nTEST(Sums, Adds) {\n  EXPECT_EQ(1 + 2, 3);\n}\n',
    },
    source: 'src/adds.cc',
    tests: ['adds two numbers', 'refuses "text"'],
  },
  timeLimitMs: 240000,
  hangLimitMs: 20000,
});
