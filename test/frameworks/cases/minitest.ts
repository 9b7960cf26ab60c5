import { textCase } from '../text-case.ts';

/** Minitest through Rake. */
export const minitestCase = textCase({
  framework: 'minitest',
  debian: ['ruby-minitest', 'rake'],
  version: ['ruby', '-e', "require 'minitest'; puts Minitest::VERSION"],
  files: {
    Rakefile:
      "require 'rake/testtask'\nRake::TestTask.new { |t| t.pattern = 'test/**/*_test.rb' }\n",
    'lib/sums.rb': '',
  },
  file: 'test/sums_test.rb',
  green:
    "require 'minitest/autorun'\n\nclass SumsTest < Minitest::Test\n  def test_adds\n    assert_equal 3, 1 + 2\n  end\n\n  def test_later\n    skip 'later'\n  end\nend\n",
  greenCounts: [1, 0, 1],
  red: "require 'minitest/autorun'\n\nclass SumsTest < Minitest::Test\n  def test_adds\n    assert_equal 3, 2 + 2\n  end\n\n  def test_later\n    skip 'later'\n  end\nend\n",
  redCounts: [0, 1, 1],
  failing: { name: 'test_adds', file: 'test/sums_test.rb', line: 5 },
  zero: "require 'minitest/autorun'\n",
  broken: "require 'minitest/autorun'\n\nclass SumsTest < (\n",
  hang: "require 'minitest/autorun'\n\nclass SumsTest < Minitest::Test\n  def test_adds\n    loop { sleep 1 }\n  end\nend\n",
  daemon:
    "require 'minitest/autorun'\n\nclass SumsTest < Minitest::Test\n  def test_adds\n    spawn('setsid', 'sleep', '300')\n  end\nend\n",
  generated: {
    files: {},
    source: 'lib/sums.rb',
    tests: ['adds two numbers', 'refuses "text", \'quotes\' and $HOME `x` \\n'],
  },
});
