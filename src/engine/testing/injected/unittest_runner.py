"""Runs unittest and writes one JSON line per test: unittest_runner.py REPORT [arguments of python -m unittest].

`--top DIR` before the arguments: modules are looked for in that directory first, as discovery does.
Only the standard library is used. The last line says that the run was told to its end.
"""
import json
import os
import re
import sys
import time
import traceback
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
LIBRARY = os.path.dirname(os.path.abspath(unittest.__file__)) + os.sep
OUTSIDE = (LIBRARY, "<frozen", os.path.join(HERE, "unittest_runner.py"))
FRAME = re.compile(r'^\s*File "([^"\n]+)", line (\d+)', re.MULTILINE)


class Report:
    """The report file; each line is written out at once, so that a crash leaves what was known."""

    def __init__(self, path):
        self.stream = open(path, "w", encoding="utf-8", errors="backslashreplace", buffering=1)
        self.cases = 0

    def case(self, test, status, began, err=None, message=None):
        said = said_by(err) if err else message
        place = place_of(test, err[2], said) if err else None
        self.cases += 1
        self.write({
            "event": "case",
            "id": test.id().replace("unittest.loader._FailedTest.", ""),
            "status": status,
            "file": place[0] if place else None,
            "line": place[1] if place else None,
            "ms": None if began is None else (time.monotonic() - began) * 1000,
            "message": said,
        })

    def write(self, row):
        self.stream.write(json.dumps(row) + "\n")


def place_of(test, trace, said):
    """The innermost line in the test's own file, else the innermost outside unittest.

    A module that cannot be imported has its traceback only in the message.
    """
    def users(frames):
        return [frame for frame in frames if not frame[0].startswith(OUTSIDE)]

    frames = users((os.path.abspath(f.filename), f.lineno) for f in traceback.extract_tb(trace))
    if not frames:
        frames = users((name, int(line)) for name, line in FRAME.findall(said))
    module = sys.modules.get(type(getattr(test, "test_case", test)).__module__)
    own = [frame for frame in frames if frame[0] == getattr(module, "__file__", None)]
    return (own or frames or [None])[-1]


def said_by(error):
    return "".join(traceback.format_exception_only(error[0], error[1])).strip()


def make_result(report):
    class Result(unittest.TextTestResult):
        began = None

        def startTest(self, test):
            self.began = time.monotonic()
            super().startTest(test)

        def stopTest(self, test):
            super().stopTest(test)
            self.began = None

        def addSuccess(self, test):
            super().addSuccess(test)
            report.case(test, "passed", self.began)

        def addFailure(self, test, err):
            super().addFailure(test, err)
            report.case(test, "failed", self.began, err)

        def addError(self, test, err):
            super().addError(test, err)
            report.case(test, "failed", self.began, err)

        def addSkip(self, test, reason):
            super().addSkip(test, reason)
            report.case(test, "skipped", self.began, None, str(reason))

        def addExpectedFailure(self, test, err):
            super().addExpectedFailure(test, err)
            report.case(test, "skipped", self.began, None, "expected failure")

        def addUnexpectedSuccess(self, test):
            super().addUnexpectedSuccess(test)
            report.case(test, "failed", self.began, None, "passed although it is marked as an expected failure")

        def addSubTest(self, test, subtest, err):
            super().addSubTest(test, subtest, err)
            if err is not None:
                report.case(subtest, "failed", self.began, err)

    return Result


def main():
    report = Report(sys.argv.pop(1))
    # `python -m unittest` looks for modules in the current directory; a script looks beside itself.
    sys.path[:] = [os.getcwd()] + [p for p in sys.path if os.path.abspath(p or ".") != HERE]
    if sys.argv[1:2] == ["--top"]:
        sys.path.insert(0, os.path.abspath(sys.argv[2]))
        del sys.argv[1:3]
    runner = unittest.TextTestRunner(resultclass=make_result(report), verbosity=1)
    program = unittest.main(module=None, exit=False, testRunner=runner)
    report.write({"event": "end", "cases": report.cases})
    sys.exit(0 if program.result.wasSuccessful() else 1)


main()
