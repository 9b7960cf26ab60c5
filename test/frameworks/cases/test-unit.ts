import { textCase } from '../text-case.ts';

/** test-unit, all files in one process. */
export const testUnitCase = textCase({
  framework: 'test-unit',
  debian: ['ruby-test-unit'],
  version: ['ruby', '-e', "require 'test/unit/version'; puts Test::Unit::VERSION"],
  files: { 'lib/sums.rb': '', 'Gemfile.txt': '' },
  file: 'test/test_sums.rb',
  green:
    "require 'test/unit'\n\nclass SumsTest < Test::Unit::TestCase\n  def test_adds\n    assert_equal 3, 1 + 2\n  end\n\n  def test_later\n    omit('later')\n  end\nend\n",
  greenCounts: [1, 0, 1],
  red: "require 'test/unit'\n\nclass SumsTest < Test::Unit::TestCase\n  def test_adds\n    assert_equal 3, 2 + 2\n  end\n\n  def test_later\n    omit('later')\n  end\nend\n",
  redCounts: [0, 1, 1],
  failing: { name: 'test_adds', file: 'test/test_sums.rb', line: 5 },
  zero: "require 'test/unit'\n",
  broken: "require 'test/unit'\n\nclass SumsTest < (\n",
  hang: "require 'test/unit'\n\nclass SumsTest < Test::Unit::TestCase\n  def test_adds\n    loop { sleep 1 }\n  end\nend\n",
  daemon:
    "require 'test/unit'\n\nclass SumsTest < Test::Unit::TestCase\n  def test_adds\n    spawn('setsid', 'sleep', '300')\n  end\nend\n",
  generated: {
    files: {},
    source: 'lib/sums.rb',
    tests: ['adds two numbers', 'refuses "text", \'quotes\' and $HOME `x` \\n'],
  },
});
