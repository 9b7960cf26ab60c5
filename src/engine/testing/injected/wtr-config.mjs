// The project's own configuration of Web Test Runner with our reporter on top.
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const own = process.env.AGENT_TUI_CONFIG ?? '';
const theirs = own === '' ? {} : (await import(pathToFileURL(own).href)).default;

function casesOf(suite, path) {
  const tests = (suite?.tests ?? []).map((test) => ({
    event: 'case',
    path: [...path, test.name],
    status: test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed',
    ms: test.duration ?? null,
    message: test.error?.message ?? null,
    stack: test.error?.stack ?? null,
  }));
  return [...tests, ...(suite?.suites ?? []).flatMap((one) => casesOf(one, [...path, one.name]))];
}

const reporter = {
  onTestRunFinished({ sessions }) {
    const rows = sessions.flatMap((session) => {
      const file = session.testFile ?? null;
      const errors = (session.errors ?? []).map((error) => ({
        event: 'case',
        path: [file ?? 'a test file'],
        status: 'failed',
        message: error.message,
        stack: error.stack ?? null,
      }));
      return [...casesOf(session.testResults, []), ...errors].map((row) => ({ file, ...row }));
    });
    const lines = [...rows, { event: 'end', cases: rows.length }];
    writeFileSync(
      process.env.AGENT_TUI_REPORT,
      lines.map((row) => `${JSON.stringify(row)}\n`).join(''),
    );
  },
};

export default { ...theirs, reporters: [reporter] };
