import { textCase } from '../text-case.ts';

/** Cucumber for Ruby as Debian has it. */
export const cucumberCase = textCase({
  framework: 'cucumber',
  debian: ['cucumber'],
  version: ['cucumber', '--version'],
  files: {
    'cucumber.yml': 'default: --no-color\n',
    'features/steps.rb':
      "Given(/^it is (\\w+)$/) do |word|\n  loop { sleep 1 } if word == 'slow'\n  spawn('setsid', 'sleep', '300') if word == 'left'\n  raise 'it is bad' if word == 'bad'\nend\n",
  },
  file: 'features/sums.feature',
  green: 'Feature: sums\n  Scenario: adds\n    Given it is good\n',
  greenCounts: [1, 0, 0],
  red: 'Feature: sums\n  Scenario: adds\n    Given it is bad\n',
  redCounts: [0, 1, 0],
  failing: { name: 'adds' },
  zero: 'Feature: sums\n',
  broken: 'Nonsense: sums\n',
  hang: 'Feature: sums\n  Scenario: adds\n    Given it is slow\n',
  daemon: 'Feature: sums\n  Scenario: adds\n    Given it is left\n',
  generated: null,
  without: { generated: 'a feature is written in words, and no template fails by itself' },
});
