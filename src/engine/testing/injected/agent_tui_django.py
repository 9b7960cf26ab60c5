"""The test runner of Django that tells each test in a JSON line, into the file that AGENT_TUI_REPORT names."""

import json
import os
import unittest

from django.test.runner import DiscoverRunner

_FRAMES_MAX = 50


class _Told(unittest.TextTestResult):
    cases = 0
    out = None

    def _tell(self, test, status, error=None, message=None):
        _Told.cases += 1
        place = _place(error, test) if error else (None, None)
        said = message if error is None else "".join(_last_lines(error))
        row = {"event": "case", "id": test.id(), "status": status, "message": said}
        row["file"], row["line"] = place
        _Told.out.write(json.dumps(row) + "\n")
        _Told.out.flush()

    def addSuccess(self, test):
        super().addSuccess(test)
        if not getattr(test, "_agent_tui_failed", False):
            self._tell(test, "passed")

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self._tell(test, "failed", error)

    def addError(self, test, error):
        super().addError(test, error)
        self._tell(test, "failed", error)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._tell(test, "skipped", message=reason)

    def addExpectedFailure(self, test, error):
        super().addExpectedFailure(test, error)
        self._tell(test, "skipped")

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._tell(test, "failed", message="passed although it was expected to fail")

    def addSubTest(self, test, subtest, error):
        super().addSubTest(test, subtest, error)
        if error is not None:
            test._agent_tui_failed = True
            self._tell(subtest, "failed", error)


def _last_lines(error):
    kind, value, _ = error
    return ["%s: %s" % (kind.__name__, value)] if str(value) else [kind.__name__]


def _place(error, test):
    """The line in the test's own file, else the last one outside of unittest."""
    frames = []
    frame = error[2]
    while frame is not None and len(frames) < _FRAMES_MAX:
        frames.append((frame.tb_frame.f_code.co_filename, frame.tb_lineno))
        frame = frame.tb_next
    module = type(test).__module__.replace(".", os.sep) + ".py"
    own = [place for place in frames if place[0].endswith(module)]
    others = [place for place in frames if "unittest" not in place[0]]
    return (own or others or frames or [(None, None)])[-1]


class Runner(DiscoverRunner):
    def __init__(self, *args, **kwargs):
        # Results of parallel workers come from other processes, one after the other.
        kwargs["parallel"] = 0
        super().__init__(*args, **kwargs)

    def get_resultclass(self):
        return _Told

    def run_suite(self, suite, **kwargs):
        with open(os.environ["AGENT_TUI_REPORT"], "w", encoding="utf-8") as out:
            _Told.out = out
            result = super().run_suite(suite, **kwargs)
            out.write(json.dumps({"event": "end", "cases": _Told.cases}) + "\n")
        return result
