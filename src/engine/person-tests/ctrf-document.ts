import type { TestCase } from '../model/test-report.ts';
import type { PersonTestRun, SuiteRun } from './run-suites.ts';

/** A run as one document of the Common Test Report Format; what that format has no word for is under `extra`. */
export function ctrfDocument(result: PersonTestRun): Readonly<Record<string, unknown>> {
  const { verdict, reason, totals, suites, startedAt, durationMs } = result;
  const stop = startedAt + durationMs;
  const frameworks = [...new Set(suites.map(({ suite }) => suite.framework))];
  const { total, passed, failed, skipped } = totals;
  const counts = { tests: total, passed, failed, skipped, pending: 0, other: 0 };
  const first = suites.find(({ run }) => run.verdict !== 'passed') ?? suites[0];
  return {
    reportFormat: 'CTRF',
    specVersion: '0.0.0',
    generatedBy: 'agent-tui',
    results: {
      tool: { name: frameworks.join(', ') || 'none' },
      summary: { ...counts, suites: suites.length, start: startedAt, stop, duration: durationMs },
      tests: suites.flatMap(testsOf),
    },
    extra: {
      verdict,
      reason,
      source: first?.run.source ?? null,
      exitCode: first?.run.exitCode ?? null,
      signal: first?.run.signal ?? null,
      command: first?.command ?? null,
      suites: suites.map(suiteOf),
    },
  };
}

function testsOf({ suite, cases }: SuiteRun): readonly unknown[] {
  return cases.map((one) => testOf(one, suite));
}

function testOf(
  { name, status, durationMs, message, file, line }: TestCase,
  { framework, dir }: SuiteRun['suite'],
): unknown {
  return {
    // The format takes no test without a name.
    name: name === '' ? '(no name)' : name,
    status,
    duration: Math.round(durationMs ?? 0),
    ...(message === null ? {} : { message }),
    ...(file === null ? {} : { filePath: file }),
    ...(line === null ? {} : { line }),
    extra: { framework, dir },
  };
}

function suiteOf({ suite, run, command }: SuiteRun): unknown {
  const { framework, dir } = suite;
  const { verdict, reason, source, exitCode, signal, durationMs, totals } = run;
  const ended = { exitCode, signal, durationMs };
  return { framework, dir, verdict, reason, source: source ?? null, ...ended, command, totals };
}
