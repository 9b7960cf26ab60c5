import type { Files } from '../../testing/tree.ts';
import type { FrameworkCase } from '../framework-case.ts';
import { hostileTests, simulatedScenarios, slashes } from './simulated-scenarios.ts';

/** A tool of the table of simulators. */
interface Row {
  readonly framework: string;
  /** The program of the simulator. */
  readonly program: string;
  readonly file: string;
  /** Files that make the suite what it is. */
  readonly files: Files;
  /** Which form its tests have; `told`: a comment for each. */
  readonly form: 'javascript' | 'php' | 'rust' | 'told';
  readonly comment?: (words: string) => string;
  /** The report names the file of a failure, or its line as well. */
  readonly tells: 'nothing' | 'file' | 'line';
  /** Its report leaves out what is skipped. */
  readonly hidesSkipped?: boolean;
  readonly generated?: FrameworkCase['generated'];
  readonly leaves?: RegExp;
  readonly without?: FrameworkCase['without'];
}

const hash = (words: string) => `# ${words}`;
const manifest = (fields: object) => `${JSON.stringify({ name: 'sums', ...fields })}\n`;
const script = (test: string, packages: readonly string[]) => ({
  'package.json': manifest({
    scripts: { test },
    devDependencies: Object.fromEntries(packages.map((name) => [name, '1'])),
  }),
});
const generatedFor = (source: string): FrameworkCase['generated'] => ({
  files: {},
  source,
  tests: hostileTests,
});

const rows: readonly Row[] = [
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
  {
    framework: 'robot',
    program: 'python3',
    file: 'tests/sums.robot',
    files: { 'requirements.txt': 'robotframework\n' },
    form: 'told',
    comment: hash,
    tells: 'line',
  },
  {
    framework: 'pest',
    program: 'pest',
    file: 'tests/Feature/SumsTest.php',
    files: {
      'composer.json': '{"require-dev": {"pestphp/pest": "^3"}}\n',
      'tests/Pest.php': '<?php\n',
    },
    form: 'php',
    tells: 'line',
    generated: generatedFor('src/Add.php'),
  },
  {
    framework: 'codeception',
    program: 'codecept',
    file: 'tests/Acceptance/SumsCest.php',
    files: {
      'composer.json': '{"require-dev": {"codeception/codeception": "^5"}}\n',
      'codeception.yml': 'paths: {}\n',
    },
    form: 'told',
    tells: 'line',
  },
  {
    framework: 'behat',
    program: 'behat',
    file: 'features/sums.feature',
    files: {
      'composer.json': '{"require-dev": {"behat/behat": "^3"}}\n',
      'behat.yml': 'default: {}\n',
    },
    form: 'told',
    comment: hash,
    tells: 'nothing',
  },
  {
    framework: 'phpspec',
    program: 'phpspec',
    file: 'spec/SumsSpec.php',
    files: { 'composer.json': '{"require-dev": {"phpspec/phpspec": "^8"}}\n' },
    form: 'told',
    tells: 'line',
  },
  {
    framework: 'shellspec',
    program: 'shellspec',
    file: 'spec/sums_spec.sh',
    files: { '.shellspec': '--require spec_helper\n' },
    form: 'told',
    comment: hash,
    tells: 'line',
  },
  {
    framework: 'cargo-nextest',
    program: 'cargo',
    file: 'tests/sums.rs',
    files: { Makefile: 'test:\n\tcargo nextest run --workspace\n', '.config/nextest.toml': '' },
    form: 'rust',
    tells: 'nothing',
    leaves: /^target\//u,
    generated: generatedFor('src/add.rs'),
  },
  {
    framework: 'ginkgo',
    program: 'ginkgo',
    file: 'sums_suite_test.go',
    files: { Makefile: 'test:\n\tginkgo -r\n' },
    form: 'told',
    tells: 'line',
  },
  {
    framework: 'bazel-test',
    program: 'bazel',
    file: 'BUILD.bazel',
    files: { 'MODULE.bazel': '' },
    form: 'told',
    comment: hash,
    tells: 'nothing',
    hidesSkipped: true,
  },
  {
    framework: 'stack-test',
    program: 'stack',
    file: 'test/SumsSpec.hs',
    files: { 'stack.yaml': 'resolver: lts-22.0\n' },
    form: 'told',
    comment: (words) => `-- ${words}`,
    tells: 'line',
  },
  {
    framework: 'zig-test',
    program: 'zig',
    file: 'src/sums.zig',
    files: { 'build.zig': '' },
    form: 'told',
    tells: 'nothing',
  },
  {
    framework: 'julia-test',
    program: 'julia',
    file: 'test/runtests.jl',
    files: { 'Project.toml': 'name = "Sums"\nuuid = "4f2a2a52-0000-4000-8000-000000000000"\n' },
    form: 'told',
    comment: hash,
    tells: 'line',
  },
  {
    framework: 'nim-test',
    program: 'nimble',
    file: 'tests/tsums.nim',
    files: { 'sums.nimble': 'version = "0.1.0"\n' },
    form: 'told',
    comment: hash,
    tells: 'nothing',
  },
  {
    framework: 'gleam-test',
    program: 'gleam',
    file: 'test/sums_test.gleam',
    files: { 'gleam.toml': 'name = "sums"\n' },
    form: 'told',
    tells: 'nothing',
    hidesSkipped: true,
  },
  {
    framework: 'elm-test',
    program: 'elm-test',
    file: 'tests/Sums.elm',
    files: { 'elm.json': '{}\n' },
    form: 'told',
    comment: (words) => `-- ${words}`,
    tells: 'nothing',
  },
  {
    framework: 'terraform-test',
    program: 'terraform',
    file: 'tests/sums.tftest.hcl',
    files: { 'main.tf': '' },
    form: 'told',
    comment: hash,
    tells: 'line',
  },
  {
    framework: 'foundry-test',
    program: 'forge',
    file: 'test/Sums.t.sol',
    files: { 'foundry.toml': '[profile.default]\n' },
    form: 'told',
    tells: 'file',
  },
];

/** The texts of a passing and a skipped test, and of a failing one on its line. */
function textsOf({ form, comment = slashes }: Row): {
  readonly green: string;
  readonly red: string;
  readonly line: number;
} {
  switch (form) {
    case 'javascript':
      return {
        green: "it('adds', () => {\n});\nxit('later', () => {\n});\n",
        red: "it('adds', () => {\n  throw new Error('3 is not 4');\n});\n",
        line: 2,
      };
    case 'php':
      return {
        green: "<?php\ntest('adds', function () {\n});\ntest('later', function () {\n})->skip();\n",
        red: "<?php\ntest('adds', function () {\n    throw new Exception('3 is not 4');\n});\n",
        line: 3,
      };
    case 'rust':
      return {
        green: '#[test]\nfn adds() {\n}\n#[test]\n#[ignore]\nfn later() {\n}\n',
        red: '#[test]\nfn adds() {\n    panic!("{}", "3 is not 4");\n}\n',
        line: 3,
      };
    case 'told':
      return {
        green: `${comment('simulated test: adds passes')}\n${comment('simulated test: later is skipped')}\n`,
        red: `${comment('simulated test: adds fails: 3 is not 4')}\n`,
        line: 1,
      };
  }
}

/** Tools that cannot be had everywhere, each on its strict simulator. */
export const simulatedToolCases: readonly FrameworkCase[] = rows.map((row) => {
  const { framework, program, file, files, tells, hidesSkipped, generated = null } = row;
  const { green, red, line } = textsOf(row);
  const place = tells === 'nothing' ? {} : tells === 'file' ? { file } : { file, line };
  const comment = row.comment ?? slashes;
  const zero = row.form === 'php' ? '<?php\n' : '';
  const scenarios = simulatedScenarios({
    file,
    green,
    red,
    failing: { name: 'adds', ...place },
    zero,
    comment,
  });
  const totals =
    hidesSkipped === true ? { total: 2, passed: 2, failed: 0, skipped: 0 } : scenarios.green.totals;
  const withTotals = totals === undefined ? {} : { totals };
  return {
    framework,
    needs: { debian: [], npm: [] },
    version: [program, '--version'],
    files,
    ...scenarios,
    green: { ...scenarios.green, ...withTotals },
    daemon: { ...scenarios.daemon, ...withTotals },
    zero: { files: scenarios.zero.files },
    generated,
    ...(row.leaves === undefined ? {} : { leaves: row.leaves }),
    ...(row.without === undefined ? {} : { without: row.without }),
  };
});
