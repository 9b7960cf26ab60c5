// The project's own WebdriverIO configuration with our reporter on top.
import { appendFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const file = process.env.AGENT_TUI_REPORT;
const own = await import(pathToFileURL(process.env.AGENT_TUI_CONFIG).href);

const tell = (row) => {
  appendFileSync(file, `${JSON.stringify(row)}\n`);
};

let cases = 0;

export const config = {
  ...own.config,
  onPrepare: async (...given) => {
    writeFileSync(file, '');
    await own.config.onPrepare?.(...given);
  },
  afterTest: async (test, context, result) => {
    cases += 1;
    const status = result.skipped ? 'skipped' : result.passed ? 'passed' : 'failed';
    tell({
      event: 'case',
      path: [test.parent, test.title],
      status,
      ms: result.duration ?? null,
      file: test.file ?? null,
      message: result.error?.message ?? null,
      stack: result.error?.stack ?? null,
    });
    await own.config.afterTest?.(test, context, result);
  },
  onComplete: async (...given) => {
    await own.config.onComplete?.(...given);
    const { readFileSync } = await import('node:fs');
    const told = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '').length;
    tell({ event: 'end', cases: Math.max(told, cases) });
  },
};
