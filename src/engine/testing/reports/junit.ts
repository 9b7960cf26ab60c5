import type { TestCase, TestReport } from '../../model/test-report.ts';
import { declaredTroubles } from './junit-declared.ts';
import { caseOf, troublesOf } from './junit-case.ts';
import type { Fields } from './report-values.ts';
import { readReport, testCase, unreadable } from './report-values.ts';
import { attribute, elements, isDeclaringEntities, xmlDocument } from './xml.ts';

const listed: ReadonlySet<string> = new Set(['testsuite', 'testcase']);

/** Reads JUnit XML by its test cases, because the counts in attributes disagree between tools. */
export function parseJunit(text: string): TestReport {
  if (text.trim() === '') return unreadable('it is empty');
  if (isDeclaringEntities(text, 'testsuite')) return unreadable('it declares entities');
  const document = xmlDocument(withoutSurroundings(text), listed);
  if (document === null) return unreadable('it is not whole XML, or nested too deep');
  const groups = elements(document['testsuites']);
  const roots = [...elements(document['testsuite']), ...groups];
  if (roots.length === 0) return unreadable('it has no test suite');
  const cases: TestCase[] = [];
  for (const root of roots) collect(root, { cases, suites: [], isPytest: false });
  return readReport(cases);
}

/** Some runners print the report among other lines. What follows it may hold no second report. */
function withoutSurroundings(text: string): string {
  const start = /<\?xml|<testsuites?[\s/>]/u.exec(text)?.index ?? 0;
  const closing = /^<\/testsuites?\s*>/u;
  const last = text.lastIndexOf('</testsuite');
  const length = last === -1 ? undefined : closing.exec(text.slice(last, last + 100))?.[0].length;
  if (length === undefined) return text.slice(start);
  const rest = text.slice(last + length);
  return /<(?:testsuite|testcase|\?xml)/u.test(rest)
    ? text.slice(start)
    : text.slice(start, last + length);
}

interface Walk {
  readonly cases: TestCase[];
  /** Names of the suites around, outer first. */
  readonly suites: readonly string[];
  readonly isPytest: boolean;
}

interface Seen {
  readonly troubles: number;
  readonly failed: number;
}

function collect(suite: Fields, walk: Walk): Seen {
  const name = attribute(suite, 'name') ?? '';
  const within: Walk = {
    cases: walk.cases,
    suites: name === '' ? walk.suites : [...walk.suites, name],
    isPytest: walk.isPytest || /^pytest(?: tests)?$/u.test(name),
  };
  let troubles = 0;
  let failed = 0;
  for (const row of elements(suite['testcase'])) {
    const found = caseOf(row, within, suite);
    walk.cases.push(found);
    troubles += troublesOf(row).length;
    if (found.status === 'failed') failed += 1;
  }
  for (const inner of elements(suite['testsuite'])) {
    const seen = collect(inner, within);
    troubles += seen.troubles;
    failed += seen.failed;
  }
  const whole = wholeSuite(suite, { troubles, failed }, within.suites);
  if (whole === null) return { troubles, failed };
  walk.cases.push(whole.found);
  return { troubles: troubles + whole.troubles, failed: failed + 1 };
}

/** What failed as a whole has no case of its own: it is told beside the cases, or only counted. */
function wholeSuite(
  suite: Fields,
  seen: Seen,
  suites: readonly string[],
): { found: TestCase; troubles: number } | null {
  const own = troublesOf(suite);
  const missing = declaredTroubles(suite, { ...seen, troubles: seen.troubles + own.length });
  if (own.length === 0 && missing === 0) return null;
  const told = own.map(({ text }) => text).join('\n\n');
  const counted = 'the report counts a failure here that no test case tells of';
  const found = testCase({
    path: suites.length === 0 ? ['whole report'] : suites.slice(-1),
    status: 'failed',
    durationMs: null,
    message: told.trim() === '' ? counted : told,
    file: attribute(suite, 'file'),
    line: null,
  });
  return { found, troubles: own.length + missing };
}
