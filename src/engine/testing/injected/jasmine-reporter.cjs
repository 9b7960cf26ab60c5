'use strict';

// Tells the specs of Jasmine in JSON lines, into the file that AGENT_TUI_REPORT names.
const { appendFileSync, writeFileSync } = require('node:fs');

const file = process.env.AGENT_TUI_REPORT;

const tell = (row) => {
  appendFileSync(file, `${JSON.stringify(row)}\n`);
};

const statuses = { passed: 'passed', failed: 'failed', pending: 'skipped', excluded: 'skipped' };

module.exports = class AgentTuiReporter {
  constructor() {
    this.path = [];
    this.cases = 0;
    writeFileSync(file, '');
  }

  told(row) {
    this.cases += 1;
    tell({ event: 'case', ...row });
  }

  failures(found, title) {
    const [first] = found.failedExpectations ?? [];
    if (first === undefined) return;
    this.told({ path: [...this.path, title], status: 'failed', ...failure(found) });
  }

  suiteStarted({ description }) {
    this.path.push(description);
  }

  suiteDone(suite) {
    this.path.pop();
    this.failures(suite, `${suite.description} (hooks)`);
  }

  specDone(spec) {
    this.told({
      path: [...this.path, spec.description],
      status: statuses[spec.status] ?? 'failed',
      ms: spec.duration ?? null,
      ...failure(spec),
    });
  }

  jasmineDone(all) {
    this.path = [];
    this.failures(all, 'outside of any spec');
    tell({ event: 'end', cases: this.cases });
  }
};

function failure(found) {
  const all = found.failedExpectations ?? [];
  const file = typeof found.filename === 'string' ? { file: found.filename } : {};
  if (all.length === 0) return file;
  const message = all.map((one) => one.message).join('\n\n');
  return { ...file, message, stack: all.map((one) => one.stack).join('\n') };
}
