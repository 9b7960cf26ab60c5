import { textCase } from '../text-case.ts';

/** stestr as Debian has it. */
export const stestrCase = textCase({
  framework: 'stestr',
  debian: ['python3-stestr'],
  version: ['stestr', '--version'],
  files: {
    '.stestr.conf': '[DEFAULT]\ntest_path=./tests\n',
    'tests/__init__.py': '',
    'sums.py': '',
  },
  file: 'tests/test_sums.py',
  green:
    'import unittest\n\n\nclass SumsTest(unittest.TestCase):\n    def test_adds(self):\n        self.assertEqual(1 + 2, 3)\n\n    @unittest.skip("later")\n    def test_later(self):\n        self.fail()\n',
  greenCounts: [1, 0, 1],
  red: 'import unittest\n\n\nclass SumsTest(unittest.TestCase):\n    def test_adds(self):\n        self.assertEqual(2 + 2, 3)\n\n    @unittest.skip("later")\n    def test_later(self):\n        self.fail()\n',
  redCounts: [0, 1, 1],
  failing: { name: 'test_adds' },
  zero: 'import unittest\n',
  broken: 'import unittest\n\ndef test_adds(:\n    pass\n',
  hang: 'import unittest\n\n\nclass SumsTest(unittest.TestCase):\n    def test_waits(self):\n        while True:\n            pass\n',
  daemon:
    'import subprocess\nimport unittest\n\n\nclass SumsTest(unittest.TestCase):\n    def test_starts(self):\n        subprocess.Popen(["setsid", "sleep", "300"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n',
  generated: { files: {}, source: 'sums.py', tests: ['adds two numbers', 'refuses "text"'] },
  leaves: /^\.stestr\//u,
});
