import type { TestCase } from '../../model/test-report.ts';
import type { Place } from './failure-place.ts';
import type { Fields } from './report-values.ts';
import { testCase } from './report-values.ts';
import { placeInText } from './text-place.ts';
import { attribute, bodyText, elements, millisecondsOf } from './xml.ts';

/** What stands around a test case. */
interface Around {
  readonly suites: readonly string[];
  readonly isPytest: boolean;
}

/** A failure or an error of a test case or a suite. */
export interface Trouble {
  readonly text: string;
}

const skippedWords: ReadonlySet<string> = new Set([
  'notrun',
  'disabled',
  'suppressed',
  'skipped',
  'ignored',
]);
const failedWords: ReadonlySet<string> = new Set(['fail', 'failed', 'failure', 'error']);
const printedCharsMax = 16_000;

/** A test case of JUnit XML. Skipped wins over failed: a test that is still to do may fail. */
export function caseOf(row: Fields, around: Around, suite: Fields): TestCase {
  const status = statusOf(row);
  const message = status === 'failed' ? messageOf(row) : null;
  const place = message === null ? null : placed(placeInText(message), row);
  return testCase({
    path: pathOf(row, around),
    status,
    durationMs: millisecondsOf(attribute(row, 'time')),
    message,
    file: place?.file ?? attribute(row, 'file') ?? attribute(suite, 'file'),
    line: place?.line ?? lineOf(row, around),
  });
}

/** The failures and errors that stand in an element. */
export function troublesOf(parent: Fields): readonly Trouble[] {
  return [...elements(parent['error']), ...elements(parent['failure'])].map(troubleOf);
}

/** A rerun that failed stands beside the first failure; a rerun that passed leaves `flakyFailure`, and the test passed. */
function rerunsOf(row: Fields): readonly Trouble[] {
  return [...elements(row['rerunError']), ...elements(row['rerunFailure'])].map(troubleOf);
}

function statusOf(row: Fields): TestCase['status'] {
  const words = [attribute(row, 'status'), attribute(row, 'result')].map(
    (word) => word?.toLowerCase() ?? '',
  );
  if (row['skipped'] !== undefined || words.some((word) => skippedWords.has(word))) {
    return 'skipped';
  }
  const isTroubled = troublesOf(row).length > 0 || rerunsOf(row).length > 0;
  return isTroubled || words.some((word) => failedWords.has(word)) ? 'failed' : 'passed';
}

function messageOf(row: Fields): string {
  const told = [...troublesOf(row), ...rerunsOf(row)].map(({ text }) => text);
  const message = told.filter((text) => text !== '').join('\n\n');
  return message === '' ? printedBy(row) : message;
}

/** ctest tells why a test failed only by what it printed. */
function printedBy(row: Fields): string {
  return [...elements(row['system-err']), ...elements(row['system-out'])]
    .map((printed) => bodyText(printed).slice(0, printedCharsMax))
    .join('\n')
    .trim();
}

/** LuaUnit writes what it has to say where others name the kind of the failure. */
function sentenceIn(type: string | null): string {
  return type !== null && /\s/u.test(type) ? type : '';
}

function troubleOf(found: Fields): Trouble {
  const title = attribute(found, 'message') ?? sentenceIn(attribute(found, 'type'));
  const body = bodyText(found).trim();
  if (title === '' || body.startsWith(title)) return { text: body === '' ? title : body };
  return { text: body === '' ? title : `${title}\n${body}` };
}

/** Node.js calls each class `test`; there the suites tell more. */
function pathOf(row: Fields, { suites }: Around): readonly (string | null)[] {
  const owner = attribute(row, 'classname') ?? attribute(row, 'class');
  const name = attribute(row, 'name');
  return owner === null || owner === 'test' ? [...suites, name] : [owner, name];
}

/** Go and Java name a file without its directory; the class of the test tells more. */
function placed(place: Place | null, row: Fields): Place | null {
  const owner = attribute(row, 'classname') ?? '';
  if (place === null || owner === '' || place.file.includes('/')) return place;
  if (place.file.endsWith('.go')) return { ...place, file: `${owner}/${place.file}` };
  const packages = owner.split('.').slice(0, -1);
  const isJava = /\.(?:java|kt|scala|groovy)$/u.test(place.file);
  return isJava ? { ...place, file: [...packages, place.file].join('/') } : place;
}

/** pytest counts the lines of tests from 0, the others from 1. */
function lineOf(row: Fields, { isPytest }: Around): number | null {
  const text = attribute(row, 'line') ?? '';
  if (!/^\d{1,9}$/u.test(text)) return null;
  const line = Number(text) + (isPytest ? 1 : 0);
  return line > 0 ? line : null;
}
