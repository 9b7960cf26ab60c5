import { textCase } from '../text-case.ts';

/** Cucumber.js. */
export const cucumberJsCase = textCase({
  framework: 'cucumber-js',
  debian: [],
  npm: ['@cucumber/cucumber@11'],
  version: ['cucumber-js', '--version'],
  files: {
    'package.json': '{"name": "sums", "scripts": {"test": "cucumber-js"}}\n',
    'features/steps.js':
      "const { Given } = require('@cucumber/cucumber');\nconst { spawn } = require('node:child_process');\nGiven('it is {word}', { timeout: -1 }, (word) => {\n  if (word === 'slow') for (;;) {}\n  if (word === 'left') spawn('setsid', ['sleep', '300'], { stdio: 'ignore', detached: true }).unref();\n  if (word === 'bad') throw new Error('it is bad');\n});\n",
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
