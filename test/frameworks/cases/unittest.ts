import { textCase } from '../text-case.ts';

/** Python's unittest. */
export const unittestCase = textCase({
  framework: 'unittest',
  debian: ['python3'],
  version: ['python3', '--version'],
  files: { 'sums.py': 'def add(a, b):\n    return a + b\n' },
  file: 'tests/test_sums.py',
  green:
    'import unittest\n\n\nclass SumsTest(unittest.TestCase):\n    def test_adds(self):\n        self.assertEqual(1 + 2, 3)\n\n    @unittest.skip("later")\n    def test_later(self):\n        self.fail()\n',
  greenCounts: [1, 0, 1],
  red: 'import unittest\n\n\nclass SumsTest(unittest.TestCase):\n    def test_adds(self):\n        self.assertEqual(2 + 2, 3)\n\n    @unittest.skip("later")\n    def test_later(self):\n        self.fail()\n',
  redCounts: [0, 1, 1],
  failing: { name: 'test_adds', file: 'tests/test_sums.py', line: 6 },
  zero: 'import unittest\n',
  broken: 'import unittest\n\ndef test_adds(:\n    pass\n',
  hang: 'import unittest\n\n\nclass SumsTest(unittest.TestCase):\n    def test_waits(self):\n        while True:\n            pass\n',
  daemon:
    'import subprocess\nimport unittest\n\n\nclass SumsTest(unittest.TestCase):\n    def test_starts(self):\n        subprocess.Popen(["setsid", "sleep", "300"])\n',
  generated: {
    files: {},
    source: 'sums.py',
    tests: ['adds two numbers', 'refuses "text", \'quotes\' and $HOME `x` \\n'],
  },
});
