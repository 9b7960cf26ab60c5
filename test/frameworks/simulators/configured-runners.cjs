'use strict';
// Karma, Angular's `ng test`, WebdriverIO and Web Test Runner take our reporter from a configuration: the simulators load
// it as the tools document and call its reporter as they do.
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { behave, filesBelow, refuse, sorted, testsIn } = require('./simulated.cjs');
const { javaScript } = require('./plain-forms.cjs');

const options = {
  karma: { command: ['start'], flags: ['--single-run', '--no-auto-watch'], values: [] },
  ng: {
    command: ['test'],
    flags: ['--watch=false', '--no-progress'],
    values: ['--karma-config', '--include', '--configuration', '--project'],
  },
  wdio: { command: ['run'], flags: [], values: ['--spec', '--mochaOpts.grep', '--suite'] },
  wtr: { command: [], flags: [], values: ['--config', '--files', '--groups', '--concurrency'] },
};

/** The tests of the project, or what does not load. */
function testsOf() {
  const files = filesBelow('.', /\.(?:spec|test)\.[jt]s$/u);
  const { broken } = behave(files);
  const tests = files
    .filter((file) => file !== broken)
    .flatMap((file) => testsIn(file, javaScript));
  return { tests, broken };
}

function karma(file) {
  const config = {
    basePath: '',
    files: [],
    set(more) {
      Object.assign(this, more);
    },
  };
  require(path.resolve(file))(config);
  if (config.singleRun !== true || config.autoWatch !== false) refuse('it would watch');
  const plugin = config.plugins.find(
    (one) => typeof one === 'object' && `reporter:${config.reporters[0]}` in one,
  );
  const [, Reporter] = plugin[`reporter:${config.reporters[0]}`];
  const reporter = new Reporter();
  const { tests, broken } = testsOf();
  const browser = { id: '1', name: 'Chrome Headless' };
  if (broken !== null) reporter.onBrowserError(browser, `Uncaught SyntaxError in ${broken}`);
  for (const test of tests) {
    reporter.onSpecComplete(browser, {
      suite: ['sums'],
      description: test.name,
      time: 1,
      skipped: test.status === 'skipped',
      success: test.status !== 'failed',
      log:
        test.status === 'failed'
          ? [
              `Error: ${test.message}\n    at <Jasmine>\n    at UserContext.<anonymous> (${test.file}:${test.failedLine}:3)`,
            ]
          : [],
    });
  }
  reporter.onRunComplete([browser], {});
  if (tests.length === 0 && broken === null) process.stdout.write('Executed 0 of 0 ERROR\n');
  return tests.length === 0 || broken !== null || tests.some(({ status }) => status === 'failed')
    ? 1
    : 0;
}

async function wdio(file) {
  const { config } = await import(pathToFileURL(path.resolve(file)).href);
  await config.onPrepare?.(config, []);
  const { tests, broken } = testsOf();
  for (const test of tests) {
    const error =
      test.status === 'failed'
        ? {
            message: test.message,
            stack: `Error: ${test.message}\n    at Context.<anonymous> (${path.resolve(test.file)}:${test.failedLine}:3)`,
          }
        : undefined;
    await config.afterTest?.(
      { parent: 'sums', title: test.name, file: path.resolve(test.file) },
      {},
      { error, passed: test.status !== 'failed', skipped: test.status === 'skipped', duration: 1 },
    );
  }
  const isRed = broken !== null || tests.some(({ status }) => status === 'failed');
  if (broken !== null) process.stdout.write(`Error: SyntaxError in ${broken}\n`);
  await config.onComplete?.(isRed ? 1 : 0, config, [], {});
  return isRed ? 1 : 0;
}

async function wtr(file) {
  const config = (await import(pathToFileURL(path.resolve(file)).href)).default;
  const { tests, broken } = testsOf();
  const sessions = [...new Set(tests.map((test) => test.file))].map((testFile) => ({
    testFile: path.resolve(testFile),
    errors: [],
    testResults: {
      name: '',
      suites: [],
      tests: tests
        .filter((test) => test.file === testFile)
        .map((test) => ({
          name: test.name,
          passed: test.status === 'passed',
          skipped: test.status === 'skipped',
          duration: 1,
          error:
            test.status === 'failed'
              ? {
                  message: test.message,
                  stack: `${test.message}\n    at ${test.file}:${test.failedLine}:3`,
                }
              : undefined,
        })),
    },
  }));
  if (broken !== null)
    sessions.push({
      testFile: path.resolve(broken),
      errors: [{ message: 'SyntaxError: unexpected token' }],
      testResults: undefined,
    });
  for (const reporter of config.reporters) reporter.onTestRunFinished?.({ sessions });
  if (sessions.length === 0)
    process.stdout.write('Could not find any test files with pattern(s)\n');
  return sessions.length === 0 || broken !== null || tests.some(({ status }) => status === 'failed')
    ? 1
    : 0;
}

/** Runs one of them; ends the process by itself. */
function configured(tool, argv) {
  const { command, ...known } = options[tool];
  if (command.some((word, at) => argv[at] !== word)) refuse(`it is called by ${command.join(' ')}`);
  const found = sorted(argv.slice(command.length), { ...known, words: true });
  const file =
    found.values['--karma-config']?.[0] ?? found.values['--config']?.[0] ?? found.words[0];
  if (tool === 'ng' && !found.flags.includes('--watch=false')) refuse('it would watch');
  if (tool === 'karma' || tool === 'ng') return karma(file);
  return tool === 'wdio' ? wdio(file) : wtr(file);
}

module.exports = { configured };
