#!/usr/bin/env bash
# A coding agent in 50 lines of bash. agent-tui runs it in a worktree of its own, with the prompt on standard input.
# What it leaves there, committed or not, is what the gatekeeper judges.
set -euo pipefail

prompt=$(cat)
echo "I was asked for: ${AGENT_TUI_FEATURE_NAME} (attempt ${AGENT_TUI_ATTEMPT}, ${#prompt} characters of prompt)"

if [ -n "${AGENT_TUI_LAST_ERROR_FILE:-}" ]; then
  echo "The last attempt did not land:"
  head -n 5 "$AGENT_TUI_LAST_ERROR_FILE"
fi

case "$AGENT_TUI_FEATURE_NAME" in
  "Top level label")
    cat > idna/labels.py <<'PYTHON'
"""Parts of domain names."""

from .core import ulabel


def top_level_label(domain: str) -> str:
    """The last label of a domain name, as people write it."""
    return ulabel(domain.rstrip(".").rsplit(".", 1)[-1])
PYTHON
    cat > tests/test_labels.py <<'PYTHON'
import unittest

from idna.labels import top_level_label


class LabelTests(unittest.TestCase):
    def test_top_level_label(self):
        self.assertEqual(top_level_label("example.test"), "test")

    def test_top_level_label_is_decoded(self):
        self.assertEqual(top_level_label("example.xn--kgbechtv."), "إختبار")
PYTHON
    echo "idna/labels.py and its tests are written."
    ;;
  "Shorter labels")
    # Looks harmless, and is not: the tests of the project know that 63 characters are allowed.
    sed -i 's/len(label) > 63/len(label) > 20/' idna/core.py
    echo "Labels are at most 20 characters now. I have not run the tests."
    ;;
  *)
    echo "I know nothing about this."
    exit 1
    ;;
esac
