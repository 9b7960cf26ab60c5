# Runs the tests of a package: `testthat_run.R REPORT [--file=FILE] [--name=WORDS]`.
words <- commandArgs(trailingOnly = TRUE)
report <- words[[1]]
after <- function(flag) {
  found <- words[startsWith(words, flag)]
  if (length(found) == 0) NULL else substring(found[[1]], nchar(flag) + 1)
}
file <- after("--file=")
name <- after("--name=")
library(testthat)
reporter <- MultiReporter$new(list(JunitReporter$new(file = report), CheckReporter$new()))
if (is.null(file)) {
  given <- list(reporter = reporter, stop_on_failure = TRUE)
} else {
  given <- list(path = file, reporter = reporter, stop_on_failure = TRUE)
}
if (!is.null(name) && "desc" %in% names(formals(test_file)) && !is.null(file)) given$desc <- name
if (is.null(file)) {
  isPackage <- file.exists("DESCRIPTION")
  if (isPackage) do.call(test_local, given) else do.call(test_dir, c(list("tests/testthat"), given))
} else {
  do.call(test_file, given)
}
