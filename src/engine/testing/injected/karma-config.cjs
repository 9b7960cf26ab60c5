'use strict';

// The project's own Karma configuration, for one run in a headless browser with our reporter on top.
const { appendFileSync, writeFileSync } = require('node:fs');
const { dirname } = require('node:path');

const file = process.env.AGENT_TUI_REPORT;
const own = process.env.AGENT_TUI_CONFIG;

const tell = (row) => {
  appendFileSync(file, `${JSON.stringify(row)}\n`);
};

function AgentTuiReporter() {
  let cases = 0;
  writeFileSync(file, '');
  this.adapters = [];
  this.onBrowserError = (_browser, error) => {
    cases += 1;
    const message = typeof error === 'string' ? error : (error?.message ?? String(error));
    tell({ event: 'case', path: ['the browser'], status: 'failed', message });
  };
  this.onSpecComplete = (_browser, result) => {
    cases += 1;
    const status = result.skipped ? 'skipped' : result.success ? 'passed' : 'failed';
    const message = (result.log ?? []).join('\n');
    const path = [...(result.suite ?? []), result.description];
    tell({ event: 'case', path, status, ms: result.time ?? null, message, stack: message });
  };
  this.onRunComplete = () => {
    tell({ event: 'end', cases });
  };
}

module.exports = (config) => {
  if (own !== undefined && own !== '') {
    const theirs = require(own);
    (theirs.default ?? theirs)(config);
  }
  const isRoot = process.getuid?.() === 0;
  const basePath =
    own === undefined || own === ''
      ? process.cwd()
      : require('node:path').resolve(dirname(own), config.basePath ?? '');
  config.set({
    basePath,
    plugins: [
      ...(config.plugins ?? ['karma-*']),
      { 'reporter:agent-tui': ['type', AgentTuiReporter] },
    ],
    reporters: ['agent-tui'],
    browsers: ['AgentTuiChrome'],
    customLaunchers: {
      ...config.customLaunchers,
      AgentTuiChrome: { base: 'ChromeHeadless', flags: isRoot ? ['--no-sandbox'] : [] },
    },
    singleRun: true,
    autoWatch: false,
    colors: false,
  });
};
