import { textCase } from '../text-case.ts';

/** Django with a database in memory. */
export const djangoTestCase = textCase({
  framework: 'django-test',
  debian: ['python3-django'],
  version: ['/usr/bin/python3', '-m', 'django', '--version'],
  files: {
    'manage.py':
      'import os, sys\nfrom django.core.management import execute_from_command_line\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_settings")\nexecute_from_command_line(sys.argv)\n',
    'site_settings.py':
      'SECRET_KEY = "x"\nDATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}\nINSTALLED_APPS = ["shop"]\nUSE_TZ = True\nDEFAULT_AUTO_FIELD = "django.db.models.AutoField"\n',
    'shop/__init__.py': '',
    'shop/sums.py': 'def add(a, b):\n    return a + b\n',
    'requirements.txt': 'Django>=3\n',
  },
  file: 'shop/tests.py',
  green:
    'import unittest\nfrom django.test import TestCase\n\n\nclass SumsTest(TestCase):\n    def test_adds(self):\n        self.assertEqual(1 + 2, 3)\n\n    @unittest.skip("later")\n    def test_later(self):\n        self.fail()\n',
  greenCounts: [1, 0, 1],
  red: 'import unittest\nfrom django.test import TestCase\n\n\nclass SumsTest(TestCase):\n    def test_adds(self):\n        self.assertEqual(2 + 2, 3)\n\n    @unittest.skip("later")\n    def test_later(self):\n        self.fail()\n',
  redCounts: [0, 1, 1],
  failing: { name: 'test_adds', file: 'shop/tests.py', line: 7 },
  zero: 'import unittest\nfrom django.test import TestCase\n\n\nclass SumsTest(TestCase):\n    pass\n',
  broken:
    'import unittest\nfrom django.test import TestCase\n\n\nclass SumsTest(TestCase):\n    def test_adds(:\n',
  hang: 'import unittest\nfrom django.test import TestCase\n\n\nclass SumsTest(TestCase):\n    def test_waits(self):\n        while True:\n            pass\n',
  daemon:
    'import subprocess\nimport unittest\nfrom django.test import TestCase\n\n\nclass SumsTest(TestCase):\n    def test_starts(self):\n        subprocess.Popen(["setsid", "sleep", "300"])\n',
  generated: {
    files: { 'shop/tests/__init__.py': '' },
    source: 'shop/sums.py',
    tests: ['adds two numbers', 'refuses "text", \'quotes\' and $HOME `x` \\n'],
  },
});
