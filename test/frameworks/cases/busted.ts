import { textCase } from '../text-case.ts';

/** busted as Debian has it. */
export const bustedCase = textCase({
  framework: 'busted',
  debian: ['lua-busted'],
  version: ['busted', '--version'],
  files: { 'sums.lua': 'return {}\n' },
  file: 'spec/sums_spec.lua',
  green:
    "describe('sums', function()\n  it('adds', function()\n    assert.are.equal(3, 1 + 2)\n  end)\n  pending('later')\nend)\n",
  greenCounts: [1, 0, 1],
  red: "describe('sums', function()\n  it('adds', function()\n    assert.are.equal(3, 2 + 2)\n  end)\n  pending('later')\nend)\n",
  redCounts: [0, 1, 1],
  failing: { name: 'adds', file: 'spec/sums_spec.lua', line: 3 },
  zero: "describe('sums', function()\nend)\n",
  broken: "describe('sums', function(\n",
  hang: "describe('sums', function()\n  it('adds', function()\n    while true do end\n  end)\nend)\n",
  daemon:
    "describe('sums', function()\n  it('adds', function()\n    os.execute('setsid sleep 300 > /dev/null 2>&1 &')\n  end)\nend)\n",
  generated: {
    files: {},
    source: 'sums.lua',
    tests: ['adds two numbers', 'refuses "text", \'quotes\' and $HOME `x` \\n'],
  },
});
