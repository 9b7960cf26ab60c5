import type { TestCase, TestReport } from '../../model/test-report.ts';
import type { Place } from './failure-place.ts';
import { plainPath } from './failure-place.ts';
import type { Fields } from './report-values.ts';
import {
  isFields,
  lineField,
  numberField,
  parseJson,
  readReport,
  testCase,
  textField,
  unreadable,
} from './report-values.ts';

interface Running {
  readonly test: Fields;
  readonly startedMs: number | null;
  readonly troubles: { readonly message: string; readonly stack: string }[];
}

interface Reading {
  readonly suites: Map<number, string>;
  readonly groups: Map<number, string>;
  readonly running: Map<number, Running>;
  readonly cases: TestCase[];
  isDone: boolean;
}

/** Reads the JSON events of Dart's and Flutter's tests; other lines among them are what was printed. */
export function parseDartJson(text: string): TestReport {
  if (text.trim() === '') return unreadable('it is empty');
  const reading: Reading = {
    suites: new Map(),
    groups: new Map(),
    running: new Map(),
    cases: [],
    isDone: false,
  };
  for (const event of eventsIn(text)) hear(event, reading);
  if (!reading.isDone) return unreadable('it stops in the middle');
  for (const left of reading.running.values()) {
    reading.cases.push(caseOf(left, { event: {}, status: 'failed', reading }));
  }
  return readReport(reading.cases);
}

/** What a person would have seen: what tests printed, and how they failed. */
export function dartOutput(text: string): string {
  return text
    .split('\n')
    .flatMap((line) => {
      const event = eventIn(line);
      if (event === null) return [line];
      if (event['type'] === 'print') return [textField(event['message']) ?? ''];
      if (event['type'] !== 'error') return [];
      return [textField(event['error']) ?? '', textField(event['stackTrace']) ?? ''];
    })
    .join('\n');
}

function eventsIn(text: string): readonly Fields[] {
  return text
    .split('\n')
    .map(eventIn)
    .filter((event) => event !== null);
}

function eventIn(line: string): Fields | null {
  if (!line.startsWith('{')) return null;
  const parsed = parseJson(line);
  return parsed.kind === 'value' &&
    isFields(parsed.value) &&
    typeof parsed.value['type'] === 'string'
    ? parsed.value
    : null;
}

function hear(event: Fields, reading: Reading): void {
  const { suites, groups, running } = reading;
  const inner = (name: string): Fields => (isFields(event[name]) ? event[name] : {});
  switch (event['type']) {
    case 'suite':
      suites.set(idOf(inner('suite')['id']), textField(inner('suite')['path']) ?? '');
      break;
    case 'group':
      groups.set(idOf(inner('group')['id']), textField(inner('group')['name']) ?? '');
      break;
    case 'testStart':
      running.set(idOf(inner('test')['id']), {
        test: inner('test'),
        startedMs: numberField(event['time']),
        troubles: [],
      });
      break;
    case 'error':
      running.get(idOf(event['testID']))?.troubles.push({
        message: textField(event['error']) ?? '',
        stack: textField(event['stackTrace']) ?? '',
      });
      break;
    case 'testDone':
      end(event, reading);
      break;
    case 'done':
      reading.isDone = event['success'] !== null && event['success'] !== undefined;
      break;
    default:
      break;
  }
}

function idOf(value: unknown): number {
  return numberField(value) ?? -1;
}

/** Loading a file and preparing a group are hidden tests, unless they fail. */
function end(event: Fields, reading: Reading): void {
  const id = idOf(event['testID']);
  const found = reading.running.get(id);
  reading.running.delete(id);
  if (found === undefined) return;
  const isPassed = event['result'] === 'success';
  if (event['hidden'] === true && isPassed) return;
  const status = !isPassed ? 'failed' : event['skipped'] === true ? 'skipped' : 'passed';
  reading.cases.push(caseOf(found, { event, status, reading }));
}

function caseOf(
  { test, startedMs, troubles }: Running,
  around: {
    readonly event: Fields;
    readonly status: TestCase['status'];
    readonly reading: Reading;
  },
): TestCase {
  const { event, status, reading } = around;
  const suite = reading.suites.get(idOf(test['suiteID'])) ?? '';
  const endedMs = numberField(event['time']);
  const place =
    status === 'failed' ? placeIn(troubles.map(({ stack }) => stack).join('\n'), suite) : null;
  // A test that another file declares for this one has the line here as its root.
  const own = textField(test['root_url']) ?? textField(test['url']);
  const told = own?.startsWith('file:') === true ? plainPath(own) : suite;
  return testCase({
    path: pathOf(test, reading),
    status,
    durationMs: startedMs === null || endedMs === null ? null : Math.max(0, endedMs - startedMs),
    message:
      troubles.length === 0
        ? 'the test did not end'
        : troubles.map(({ message }) => message).join('\n\n'),
    file: place?.file ?? (told === '' ? null : told),
    line: place?.line ?? lineField(test['root_line']) ?? lineField(test['line']),
  });
}

/** The names of groups and tests begin with those of the groups around them. */
function pathOf(test: Fields, { groups }: Reading): readonly string[] {
  const ids = Array.isArray(test['groupIDs']) ? test['groupIDs'].map(idOf) : [];
  const names = [...ids.map((id) => groups.get(id) ?? ''), textField(test['name']) ?? ''];
  return names.map((name, at) => {
    const around = names[at - 1] ?? '';
    return around !== '' && name.startsWith(`${around} `) ? name.slice(around.length + 1) : name;
  });
}

/** `test/sum_test.dart 7:5  main.<fn>`; the test's own file tells more than what it calls. */
function placeIn(stack: string, suite: string): Place | null {
  const places = [
    ...stack.matchAll(
      /^(?:\s*#\d+\s+.*\()?(?<file>(?!package:|dart:)\S+?\.dart)(?: |:)(?<line>\d+):\d+/gmu,
    ),
  ].map(({ groups }) => ({
    file: plainPath(groups?.['file'] ?? ''),
    line: Number(groups?.['line']),
  }));
  const isOwn = ({ file }: Place) => suite.endsWith(file) || file.endsWith(suite);
  return places.find(isOwn) ?? places[0] ?? null;
}
