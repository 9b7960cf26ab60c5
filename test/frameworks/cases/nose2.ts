import { textCase } from '../text-case.ts';

/** nose2 as Debian has it. */
export const nose2Case = textCase({
  framework: 'nose2',
  debian: ['python3-nose2'],
  version: ['/usr/bin/python3', '-c', 'import nose2; print(nose2.__version__)'],
  files: {
    'sums.py': '',
    'nose2.cfg': '[unittest]\nstart-dir = tests\n',
    'requirements.txt': 'nose2\n',
  },
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
  generated: null,
  without: { generated: 'files go where the start directory of its configuration is' },
});
