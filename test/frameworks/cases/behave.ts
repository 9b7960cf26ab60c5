import { textCase } from '../text-case.ts';

/** behave as Debian has it. */
export const behaveCase = textCase({
  framework: 'behave',
  debian: ['python3-behave'],
  version: ['behave', '--version'],
  files: {
    'requirements.txt': 'behave\n',
    'features/steps/steps.py':
      'import subprocess\nimport time\nfrom behave import given\n\n\n@given("it is {word}")\ndef step(context, word):\n    if word == "slow":\n        while True:\n            time.sleep(1)\n    if word == "left":\n        subprocess.Popen(["setsid", "sleep", "300"])\n    assert word != "bad", "it is bad"\n',
  },
  file: 'features/sums.feature',
  green:
    'Feature: sums\n  Scenario: adds\n    Given it is good\n\n  @skip\n  Scenario: later\n    Given it is good\n',
  greenCounts: [2, 0, 0],
  red: 'Feature: sums\n  Scenario: adds\n    Given it is bad\n',
  redCounts: [0, 1, 0],
  failing: { name: 'adds' },
  zero: 'Feature: sums\n',
  broken: 'Feature: sums\n  Scenario: adds\n    Given what nobody wrote\n',
  hang: 'Feature: sums\n  Scenario: waits\n    Given it is slow\n',
  daemon: 'Feature: sums\n  Scenario: starts\n    Given it is left\n',
  generated: null,
  without: { generated: 'a feature is written in words, and no template fails by itself' },
});
