import type { TestCase, TestReport } from '../../model/test-report.ts';
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

/** Reads the JSON of Cucumber: a list of features. A scenario is a case. */
export function parseCucumberJson(text: string): TestReport {
  const parsed = parseJson(text);
  if (parsed.kind === 'broken') return unreadable(parsed.reason);
  if (!Array.isArray(parsed.value)) return unreadable('it is no list of features');
  const features = fieldsList(parsed.value);
  if (features.length === 0 || !features.every((row) => typeof row['uri'] === 'string')) {
    return unreadable('it has no features');
  }
  return readReport(features.flatMap(casesOfFeature));
}

function casesOfFeature(feature: Fields): TestCase[] {
  const cases: TestCase[] = [];
  // Some tools tell the background apart, before each scenario that it belongs to.
  let background: readonly Fields[] = [];
  for (const row of fieldsList(feature['elements'])) {
    if (row['type'] === 'background') {
      background = stepsOf(row);
      continue;
    }
    cases.push(caseOf(row, feature, [...background, ...stepsOf(row)]));
    background = [];
  }
  return cases;
}

/** The steps of a scenario, hooks included: those of the scenario and those of its steps. */
function stepsOf(row: Fields): readonly Fields[] {
  const steps = fieldsList(row['steps']).flatMap((step) => [
    ...fieldsList(step['before']),
    step,
    ...fieldsList(step['after']),
  ]);
  return [...fieldsList(row['before']), ...steps, ...fieldsList(row['after'])];
}

function caseOf(row: Fields, feature: Fields, steps: readonly Fields[]): TestCase {
  const failed = steps.find((step) => statusOf(step) === 'failed');
  const isSkipped = steps.length === 0 || steps.some((step) => statusOf(step) === 'skipped');
  const times = steps.map((step) => numberField(resultOf(step)['duration']) ?? 0);
  return testCase({
    path: [textField(feature['name']), textField(row['name'])],
    status: failed === undefined ? (isSkipped ? 'skipped' : 'passed') : 'failed',
    // Cucumber counts in nanoseconds.
    durationMs: times.reduce((sum, time) => sum + time, 0) / 1e6,
    message: failed === undefined ? null : messageOf(failed),
    file: textField(feature['uri']),
    line: (failed === undefined ? null : lineField(failed['line'])) ?? lineField(row['line']),
  });
}

function resultOf(step: Fields): Fields {
  return isFields(step['result']) ? step['result'] : {};
}

/** A step that nobody has defined is a failure: the scenario asks for something that is not there. */
function statusOf(step: Fields): TestCase['status'] {
  switch (resultOf(step)['status']) {
    case 'passed':
      return 'passed';
    case 'skipped':
    case 'pending':
      return 'skipped';
    default:
      return 'failed';
  }
}

function messageOf(step: Fields): string {
  const result = resultOf(step);
  const words = [textField(step['keyword']), textField(step['name'])];
  const title = words.map((word) => word?.trim() ?? '').join(' ');
  const told = textField(result['error_message']) ?? textField(result['status']) ?? 'no result';
  return `${title.trim()}: ${told}`;
}
