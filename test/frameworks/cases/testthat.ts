import { textCase } from '../text-case.ts';

/** testthat in a package. */
export const testthatCase = textCase({
  framework: 'testthat',
  debian: ['r-base-core', 'r-cran-testthat', 'r-cran-xml2'],
  version: ['Rscript', '--version'],
  files: {
    DESCRIPTION:
      'Package: sums\nVersion: 0.1\nTitle: Sums\nDescription: Sums.\nLicense: MIT\nSuggests:\n    testthat\n',
    NAMESPACE: '',
    'R/sums.R': 'add <- function(a, b) a + b\n',
    'tests/testthat.R': 'library(testthat)\ntest_check("sums")\n',
  },
  file: 'tests/testthat/test-sums.R',
  green:
    'test_that("adds", {\n  expect_equal(1 + 2, 3)\n})\ntest_that("later", {\n  skip("later")\n})\n',
  greenCounts: [1, 0, 1],
  red: 'test_that("adds", {\n  expect_equal(2 + 2, 3)\n})\ntest_that("later", {\n  skip("later")\n})\n',
  redCounts: [0, 1, 1],
  failing: { name: 'adds' },
  zero: null,
  broken: 'test_that("adds", {\n  expect_equal(\n',
  hang: 'test_that("adds", {\n  while (TRUE) Sys.sleep(1)\n})\n',
  daemon:
    'test_that("adds", {\n  system("setsid sleep 300 > /dev/null 2>&1 &")\n  expect_true(TRUE)\n})\n',
  generated: { files: {}, source: 'R/sums.R', tests: ['adds two numbers', 'refuses "text"'] },
  timeLimitMs: 120000,
  leaves: /testthat-problems\.rds$/u,
});
