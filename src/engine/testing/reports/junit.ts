import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { TestCase, TestReport } from '../../model/test-report.ts';
import type { Fields } from './report-values.ts';
import {
  fieldsList,
  isFields,
  numberField,
  readReport,
  testCase,
  textField,
  textList,
  unreadable,
} from './report-values.ts';

const depthMax = 64;
const listed: ReadonlySet<string> = new Set([
  'testsuite',
  'testcase',
  'failure',
  'error',
  'skipped',
]);
const pythonPlace = /^(?<file>[^\s:][^:\n]*\.py):(?<line>\d+): /u;

/** Reads JUnit XML by its test cases alone: the counts in attributes disagree between tools. */
export function parseJunit(text: string): TestReport {
  if (text.trim() === '') return unreadable('it is empty');
  const prolog = text.slice(0, Math.max(0, text.indexOf('<testsuite')));
  if (/<!(?:DOCTYPE|ENTITY)/u.test(prolog)) return unreadable('it declares entities');
  const document = documentOf(text);
  if (document === null) return unreadable('it is not whole XML, or nested too deep');
  const roots = [...fieldsList(document['testsuite']), ...rootSuites(document['testsuites'])];
  if (roots.length === 0 && document['testsuites'] === undefined) {
    return unreadable('it has no test suite');
  }
  const cases: TestCase[] = [];
  for (const root of roots) collect(root, cases, 0);
  return readReport(cases);
}

/** The parser itself takes half a document for a whole one, so the document is validated first. */
function documentOf(text: string): Fields | null {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- it moved to a package of its own, which would be one more to install
  if (XMLValidator.validate(text) !== true) return null;
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    parseTagValue: false,
    parseAttributeValue: false,
    // Decoded below: the parser leaves numeric references as they are, and what stands in CDATA must stay.
    processEntities: false,
    cdataPropName: '#cdata',
    isArray: (name) => listed.has(name),
  });
  try {
    const document: unknown = parser.parse(text);
    return isFields(document) ? document : null;
  } catch {
    return null;
  }
}

/** `<testsuites>` may hold cases itself, so it is walked as a suite; twice at the top is read twice. */
function rootSuites(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? fieldsList(value) : isFields(value) ? [value] : [];
}

function collect(suite: Fields, cases: TestCase[], depth: number): void {
  if (depth > depthMax) return;
  for (const row of fieldsList(suite['testcase'])) cases.push(caseOf(row));
  for (const inner of fieldsList(suite['testsuite'])) collect(inner, cases, depth + 1);
}

function caseOf(row: Fields): TestCase {
  const troubles = [...troublesOf(row['error']), ...troublesOf(row['failure'])];
  const status =
    row['skipped'] !== undefined ? 'skipped' : troubles.length > 0 ? 'failed' : 'passed';
  const body = troubles.map((trouble) => trouble.body).join('\n');
  const place = status === 'failed' ? lastPythonPlace(body) : null;
  return testCase({
    path: [attribute(row, 'classname'), attribute(row, 'name')],
    status,
    durationMs: milliseconds(row['@time']),
    message: troubles.map(messageOf).join('\n\n'),
    file: place?.file ?? attribute(row, 'file'),
    line: place?.line ?? lineAttribute(row['@line']),
  });
}

interface Trouble {
  readonly title: string;
  readonly body: string;
}

function troublesOf(value: unknown): readonly Trouble[] {
  if (!Array.isArray(value)) return [];
  return value.map((found: unknown) => ({
    title: isFields(found) ? (attribute(found, 'message') ?? '') : '',
    body: isFields(found) ? bodyOf(found) : decoded(textField(found) ?? ''),
  }));
}

function bodyOf(element: Fields): string {
  const written = decoded(textField(element['#text']) ?? '');
  const literal = element['#cdata'];
  const literals = Array.isArray(literal) ? textList(literal) : [textField(literal) ?? ''];
  return [written, ...literals].filter((text) => text.trim() !== '').join('\n');
}

function attribute(element: Fields, name: string): string | null {
  const value = textField(element[`@${name}`]);
  return value === null ? null : decoded(value);
}

const named: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};

function decoded(text: string): string {
  const reference = /&(?:lt|gt|amp|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});/gu;
  return text.replaceAll(reference, (whole) => {
    const word = whole.slice(1, -1);
    if (!word.startsWith('#')) return named[word] ?? whole;
    const code = word.startsWith('#x') ? parseInt(word.slice(2), 16) : Number(word.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function messageOf(trouble: Trouble): string {
  const body = trouble.body.trim();
  return body.startsWith(trouble.title) || trouble.title === ''
    ? body === ''
      ? trouble.title
      : body
    : `${trouble.title}\n${body}`;
}

/** pytest ends a failure with the place of the assertion: `tests/test_a.py:3: AssertionError`. */
function lastPythonPlace(body: string): { file: string; line: number } | null {
  const places = body
    .split('\n')
    .map((line) => pythonPlace.exec(line)?.groups)
    .filter((groups) => groups !== undefined);
  const last = places.at(-1);
  const file = last?.['file'];
  return file === undefined ? null : { file, line: Number(last?.['line']) };
}

function milliseconds(value: unknown): number | null {
  const text = textField(value);
  if (text === null || text.trim() === '') return null;
  const seconds = numberField(Number(text));
  return seconds === null ? null : seconds * 1000;
}

/** pytest counts the lines of tests from 0. */
function lineAttribute(value: unknown): number | null {
  const text = textField(value);
  return text !== null && /^\d{1,9}$/u.test(text) ? Number(text) + 1 : null;
}
