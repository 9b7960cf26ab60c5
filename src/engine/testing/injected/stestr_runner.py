"""Runs stestr and tells what its stream of results holds in JSON lines, into the file that AGENT_TUI_REPORT names."""

import json
import os
import subprocess
import sys

import subunit

STATUSES = {
    "success": "passed",
    "uxsuccess": "failed",
    "fail": "failed",
    "skip": "skipped",
    "xfail": "skipped",
}


class Told:
    """Keeps the text of each test until its status comes."""

    def __init__(self, out):
        self.out = out
        self.texts = {}
        self.cases = 0

    def startTestRun(self):
        pass

    def stopTestRun(self):
        pass

    def status(self, test_id=None, test_status=None, file_bytes=None, file_name=None, mime_type=None, **_rest):
        if test_id is None:
            return
        if file_bytes and file_name not in ("stdout", "stderr") and "text" in (mime_type or "text"):
            self.texts[test_id] = (self.texts.get(test_id, "") + bytes(file_bytes).decode("utf-8", "replace"))[-8000:]
        if test_status in STATUSES:
            self.cases += 1
            row = {"event": "case", "id": test_id, "status": STATUSES[test_status]}
            row["message"] = self.texts.pop(test_id, None)
            self.out.write(json.dumps(row) + "\n")


ran = subprocess.run([sys.executable, "-m", "stestr.cli", "run", *sys.argv[1:]], check=False)
last = subprocess.run(
    [sys.executable, "-m", "stestr.cli", "last", "--subunit"], check=False, stdout=subprocess.PIPE
)
with open(os.environ["AGENT_TUI_REPORT"], "w", encoding="utf-8") as out:
    told = Told(out)
    import io

    subunit.ByteStreamToStreamResult(io.BytesIO(last.stdout)).run(told)
    out.write(json.dumps({"event": "end", "cases": told.cases}) + "\n")
sys.exit(ran.returncode)
