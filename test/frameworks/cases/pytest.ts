import type { FrameworkCase } from '../framework-case.ts';

const file = 'tests/test_sums.py';
const head = 'import pytest\n\n\n';
const skipped = '\n\n@pytest.mark.skip(reason="later")\ndef test_later():\n    assert False\n';

/** pytest as it is installed. */
export const pytestCase: FrameworkCase = {
  framework: 'pytest',
  by: 'tool',
  needs: { debian: ['python3', 'python3-pytest'], npm: [] },
  version: ['python3', '-m', 'pytest', '--version'],
  files: {
    'pyproject.toml':
      '[project]\nname = "sums"\n\n[tool.pytest.ini_options]\ntestpaths = ["tests"]\n',
    'src/sums.py': 'def add(a, b):\n    return a + b\n',
  },
  green: {
    files: { [file]: `${head}def test_adds():\n    assert 1 + 2 == 3\n${skipped}` },
    totals: { total: 2, passed: 1, failed: 0, skipped: 1 },
  },
  red: {
    files: { [file]: `${head}def test_adds():\n    assert 2 + 2 == 3\n${skipped}` },
    totals: { total: 2, passed: 0, failed: 1, skipped: 1 },
    failing: { name: 'test_adds', file, line: 5 },
  },
  zero: {
    files: { [file]: 'import pytest\n' },
    totals: { total: 0, passed: 0, failed: 0, skipped: 0 },
  },
  broken: { files: { [file]: 'import pytest\n\n\ndef test_adds(:\n    pass\n' } },
  hang: {
    files: {
      [file]:
        'import time\n\nimport pytest\n\n\ndef test_waits():\n    while True:\n        time.sleep(1)\n',
    },
  },
  daemon: {
    files: {
      [file]:
        'import subprocess\n\nimport pytest\n\n\ndef test_starts():\n    subprocess.Popen(["setsid", "sleep", "300"])\n',
    },
    totals: { total: 1, passed: 1, failed: 0, skipped: 0 },
  },
  generated: {
    files: {},
    source: 'src/sums.py',
    tests: ['adds two numbers', 'refuses "text" and \\n'],
  },
  timeLimitMs: 60_000,
};
