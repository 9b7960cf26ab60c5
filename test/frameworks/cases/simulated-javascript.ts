import { generatedFor } from './simulated-row.ts';
import type { Row } from './simulated-row.ts';

const manifest = (fields: object) => `${JSON.stringify({ name: 'sums', ...fields })}\n`;
const script = (test: string, packages: readonly string[]) => ({
  'package.json': manifest({
    scripts: { test },
    devDependencies: Object.fromEntries(packages.map((name) => [name, '1'])),
  }),
});

/** Tools of JavaScript that need a browser, or wrap another runner. */
export const javaScriptRows: readonly Row[] = [
  {
    framework: 'react-scripts',
    program: 'react-scripts',
    file: 'src/sums.test.js',
    files: script('react-scripts test', ['react-scripts']),
    form: 'javascript',
    tells: 'line',
    generated: generatedFor('src/add.js'),
  },
  {
    framework: 'vue-cli',
    program: 'vue-cli-service',
    file: 'tests/unit/sums.spec.js',
    files: script('vue-cli-service test:unit', ['@vue/cli-plugin-unit-jest']),
    form: 'javascript',
    tells: 'line',
    generated: generatedFor('src/add.js'),
  },
  {
    framework: 'cypress',
    program: 'cypress',
    file: 'cypress/e2e/sums.cy.js',
    files: { ...script('cypress run', ['cypress']), 'cypress.config.js': '' },
    form: 'javascript',
    tells: 'nothing',
    generated: generatedFor('src/add.js'),
  },
  {
    framework: 'testcafe',
    program: 'testcafe',
    file: 'tests/sums.testcafe.js',
    files: script('testcafe chromium:headless tests', ['testcafe']),
    form: 'javascript',
    tells: 'line',
  },
  {
    framework: 'karma',
    program: 'karma',
    file: 'test/sums.spec.js',
    files: {
      ...script('karma start', ['karma']),
      'karma.conf.js':
        'module.exports = (config) => config.set({ frameworks: ["jasmine"], files: ["test/*.js"] });\n',
    },
    form: 'javascript',
    tells: 'line',
  },
  {
    framework: 'angular',
    program: 'ng',
    file: 'src/sums.spec.ts',
    files: {
      ...script('ng test', ['@angular/cli']),
      'angular.json':
        '{"projects": {"sums": {"architect": {"test": {"builder": "@angular-devkit/build-angular:karma"}}}}}\n',
    },
    form: 'javascript',
    tells: 'line',
    generated: generatedFor('src/add.ts'),
  },
  {
    framework: 'webdriverio',
    program: 'wdio',
    file: 'test/sums.test.js',
    files: {
      ...script('wdio run wdio.conf.js', ['@wdio/cli']),
      'wdio.conf.js': 'exports.config = { specs: ["test/*.js"] };\n',
    },
    form: 'javascript',
    tells: 'line',
  },
  {
    framework: 'web-test-runner',
    program: 'wtr',
    file: 'test/sums.test.js',
    files: script('wtr', ['@web/test-runner']),
    form: 'javascript',
    tells: 'line',
  },
];
