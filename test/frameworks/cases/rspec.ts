import { textCase } from '../text-case.ts';

/** RSpec without a Gemfile. */
export const rspecCase = textCase({
  framework: 'rspec',
  debian: ['ruby-rspec'],
  version: ['rspec', '--version'],
  files: {
    '.rspec': '--require ./spec/spec_helper\n',
    'spec/spec_helper.rb': '',
    'lib/sums.rb': '',
  },
  file: 'spec/sums_spec.rb',
  green:
    "RSpec.describe 'Sums' do\n  it 'adds' do\n    expect(1 + 2).to eq(3)\n  end\n\n  it 'waits', skip: 'later' do\n  end\nend\n",
  greenCounts: [1, 0, 1],
  red: "RSpec.describe 'Sums' do\n  it 'adds' do\n    expect(2 + 2).to eq(3)\n  end\n\n  it 'waits', skip: 'later' do\n  end\nend\n",
  redCounts: [0, 1, 1],
  failing: { name: 'adds', file: 'spec/sums_spec.rb', line: 3 },
  zero: "RSpec.describe 'Sums' do\nend\n",
  broken: "RSpec.describe 'Sums' do\n  it (\n",
  hang: "RSpec.describe 'Sums' do\n  it 'adds' do\n    loop { sleep 1 }\n  end\nend\n",
  daemon:
    "RSpec.describe 'Sums' do\n  it 'adds' do\n    spawn('setsid', 'sleep', '300')\n  end\nend\n",
  generated: {
    files: {},
    source: 'lib/sums.rb',
    tests: ['adds two numbers', 'refuses "text", \'quotes\' and $HOME `x` \\n'],
  },
});
