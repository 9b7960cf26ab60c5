import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TestReport } from '../../src/engine/model/test-report.ts';
import { totalsOf } from '../../src/engine/model/test-report.ts';
import type { ReportFormat, ReportText } from '../../src/engine/testing/reports/index.ts';
import { parseReports, reportParsers } from '../../src/engine/testing/reports/index.ts';
import type { Outcome } from './nasty-outcome.ts';
import { outcomeOf } from './nasty-outcome.ts';
import { nastyJson } from './nasty-json.ts';
import { nastyTap } from './nasty-tap.ts';
import { nastyText } from './nasty-text.ts';
import { nastyXml } from './nasty-xml.ts';

describe.each([
  ['XML', nastyXml],
  ['JSON', nastyJson],
  ['TAP', nastyTap],
  ['printed text', nastyText],
])('nasty %s', (_, rows) => {
  it.each(rows)('$title', ({ format, text, expected }) => {
    const whole = typeof text === 'string' ? text : text();
    expect(outcomeOf(reportParsers[format](whole))).toEqual(expected);
  });
});

const joined: readonly {
  title: string;
  format: ReportFormat;
  files: readonly ReportText[];
  expected: Outcome;
}[] = [
  {
    title: 'two files are one report',
    format: 'junit',
    files: [
      { name: 'a.xml', text: '<testsuite><testcase name="a"/></testsuite>' },
      { name: 'b.xml', text: '<testsuite><testcase name="b"><error/></testcase></testsuite>' },
    ],
    expected: [2, 1, 1, 0],
  },
  {
    title: 'one file cut off spoils the others, and is named',
    format: 'junit',
    files: [
      { name: 'a.xml', text: '<testsuite><testcase name="a"/></testsuite>' },
      { name: 'sub/b.xml', text: '<testsuite><testcase name="b"' },
    ],
    expected: 'it is not whole XML, or nested too deep (sub/b.xml)',
  },
  {
    title: 'one empty file of XML spoils the others',
    format: 'junit',
    files: [
      { name: 'a.xml', text: '' },
      { name: 'b.xml', text: '<testsuite><testcase name="b"/></testsuite>' },
    ],
    expected: 'it is empty (a.xml)',
  },
  {
    title: 'a program of Perl that died before its first test is one failed case',
    format: 'tap',
    files: [
      { name: 't/a.t', text: 'ok 1 - a\n1..1\n' },
      { name: 't/b.t', text: '' },
    ],
    expected: [2, 1, 1, 0],
  },
  {
    title: 'a program of Perl that printed noise and no test is one failed case',
    format: 'tap',
    files: [{ name: 't/a.t', text: '# Looks bad\nsomething\n' }],
    expected: [1, 0, 1, 0],
  },
  {
    title: 'nothing printed at all is no failed case, but unreadable',
    format: 'tap',
    files: [{ name: null, text: '' }],
    expected: 'it is empty',
  },
  {
    title: 'several files of Automake, one with tests of its own',
    format: 'automake-trs',
    files: [
      {
        name: 'a.trs',
        text: ':test-result: PASS one\n:test-result: XFAIL two\n:test-result: XPASS three\n:global-test-result: FAIL\n',
      },
      { name: 'b.trs', text: ':test-result: PASS\n:global-test-result: ERROR\n' },
    ],
    expected: [5, 2, 2, 1],
  },
  { title: 'no file at all has no tests', format: 'junit', files: [], expected: [0, 0, 0, 0] },
];

describe('several files of one run', () => {
  it.each(joined)('$title', ({ format, files, expected }) => {
    expect(outcomeOf(parseReports(format, files))).toEqual(expected);
  });

  it('names a dead program by its file', () => {
    const report = parseReports('tap', [{ name: 't/b.t', text: '' }]);
    expect(report).toMatchObject({ cases: [{ name: 't/b.t', status: 'failed', file: 't/b.t' }] });
  });
});

const everyParser = Object.entries(reportParsers);

/** What a case must be, whoever wrote the report. */
function isSound(report: TestReport): boolean {
  if (report.kind === 'unreadable') return report.reason !== '';
  const { total, passed, failed, skipped } = totalsOf(report.cases);
  return (
    total === passed + failed + skipped &&
    report.cases.every(
      (found) =>
        found.name !== '' &&
        (found.status === 'failed') === (found.message !== null) &&
        (found.durationMs === null || found.durationMs >= 0) &&
        (found.line === null || (Number.isInteger(found.line) && found.line > 0)),
    )
  );
}

const seeds = [...nastyXml, ...nastyJson, ...nastyTap, ...nastyText]
  .map(({ text }) => text)
  .filter((text) => typeof text === 'string');

/** A nasty report, cut, doubled or with something foreign in its middle. */
const disturbed = fc
  .tuple(
    fc.constantFrom(...seeds),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.oneof(
      fc.string(),
      fc.constantFrom(
        '\u0000',
        '\ufffd',
        '\u001b[31m',
        '\r\n',
        '<',
        '"',
        '{',
        ']]>',
        '\n1..9\n',
        '&#0;',
      ),
      fc.constantFrom(...seeds),
    ),
    fc.boolean(),
  )
  .map(([seed, share, foreign, isCut]) => {
    const at = Math.floor(seed.length * share);
    return seed.slice(0, at) + foreign + (isCut ? '' : seed.slice(at));
  });

describe('every parser', () => {
  it.each(everyParser)('%s never throws and tells only sound cases', (_, parse) => {
    const texts = fc.oneof(disturbed, fc.string({ unit: 'binary' }), fc.json());
    fc.assert(
      fc.property(texts, (text) => isSound(parse(text))),
      { numRuns: 40, seed: 5 },
    );
  });

  it.each(everyParser)('%s takes what nests without end for no report, and soon', (_, parse) => {
    for (const text of [
      '['.repeat(50_000),
      '{"suites":['.repeat(5_000),
      '<testsuite>'.repeat(5_000),
    ]) {
      expect(parse(text).kind).toBe('unreadable');
    }
    const suites = `{"suites":[${'{"suites":['.repeat(3_000)}${']}'.repeat(3_000)}],"errors":[]}`;
    expect(parse(suites).kind).toBe('unreadable');
  });
});
