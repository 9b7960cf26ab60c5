import type { TestCase, TestReport } from '../../model/test-report.ts';
import type { Place } from './failure-place.ts';
import type { Fields } from './report-values.ts';
import {
  fieldsList,
  isFields,
  lineField,
  numberField,
  parseJson,
  readReport,
  testCase,
  textField,
  unreadable,
} from './report-values.ts';

const depthMax = 256;

/** Reads the JSON of Playwright. A test counts once for each browser, however often it was tried. */
export function parsePlaywrightJson(text: string): TestReport {
  const parsed = parseJson(text);
  if (parsed.kind === 'broken') return unreadable(parsed.reason);
  const report = parsed.value;
  if (!isFields(report) || !Array.isArray(report['suites']) || !Array.isArray(report['errors'])) {
    return unreadable('it lacks the lists of suites and errors');
  }
  const cases: TestCase[] = [];
  const isWhole = fieldsList(report['suites']).every((suite) =>
    collect(suite, { cases, path: [] }),
  );
  if (!isWhole) return unreadable('its suites are nested too deep');
  // What is told here failed outside of tests: a file that cannot be loaded, a time limit of the whole run.
  for (const error of fieldsList(report['errors'])) cases.push(outsideError(error));
  return readReport(cases);
}

interface Walk {
  readonly cases: TestCase[];
  readonly path: readonly (string | null)[];
}

function collect(suite: Fields, { cases, path }: Walk): boolean {
  if (path.length >= depthMax) return false;
  const inner = [...path, textField(suite['title'])];
  for (const spec of fieldsList(suite['specs'])) {
    for (const test of fieldsList(spec['tests'])) cases.push(caseOf(test, spec, inner));
  }
  return fieldsList(suite['suites']).every((below) => collect(below, { cases, path: inner }));
}

function caseOf(test: Fields, spec: Fields, path: Walk['path']): TestCase {
  const results = fieldsList(test['results']);
  const last = results.at(-1) ?? {};
  const status = statusOf(test['status'], last['status']);
  const errors = status === 'failed' ? errorsOf(last) : [];
  const place = placeOf(last['errorLocation']) ?? placeOf(errors[0]?.['location']);
  return testCase({
    path: [textField(test['projectName']), ...path, textField(spec['title'])],
    status,
    durationMs: numberField(last['duration']),
    message: errors.map((error) => textField(error['message']) ?? '').join('\n\n'),
    file: (status === 'failed' ? place?.file : null) ?? textField(spec['file']),
    line: (status === 'failed' ? place?.line : null) ?? lineField(spec['line']),
  });
}

/** `flaky` passed when it was tried again; a test that was interrupted never came to its end. */
function statusOf(outcome: unknown, lastResult: unknown): TestCase['status'] {
  if (lastResult === 'interrupted') return 'failed';
  switch (outcome) {
    case 'expected':
    case 'flaky':
      return 'passed';
    case 'skipped':
      return 'skipped';
    default:
      return 'failed';
  }
}

function errorsOf(result: Fields): readonly Fields[] {
  const errors = fieldsList(result['errors']);
  return errors.length === 0 && isFields(result['error']) ? [result['error']] : errors;
}

function placeOf(value: unknown): Place | null {
  if (!isFields(value)) return null;
  const file = textField(value['file']);
  const line = lineField(value['line']);
  return file === null || line === null ? null : { file, line };
}

function outsideError(error: Fields): TestCase {
  const place = placeOf(error['location']);
  return testCase({
    path: ['outside of tests', place?.file ?? null],
    status: 'failed',
    durationMs: null,
    message: textField(error['message']) ?? textField(error['stack']),
    file: place?.file ?? null,
    line: place?.line ?? null,
  });
}
