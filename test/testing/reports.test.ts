import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TestCase, TestReport } from '../../src/engine/model/test-report.ts';
import { totalsOf } from '../../src/engine/model/test-report.ts';
import { goOutput } from '../../src/engine/testing/reports/go-json.ts';
import type { ReportFormat } from '../../src/engine/testing/reports/index.ts';
import { reportParsers } from '../../src/engine/testing/reports/index.ts';

const fixtures = join(import.meta.dirname, '../fixtures/test-output');
const recorded = (path: string) => readFileSync(join(fixtures, path), 'utf8');

function casesOf(report: TestReport): readonly TestCase[] {
  if (report.kind === 'unreadable') throw new Error(`unreadable: ${report.reason}`);
  return report.cases;
}

function counts(report: TestReport): readonly number[] {
  const { total, passed, failed, skipped } = totalsOf(casesOf(report));
  return [total, passed, failed, skipped];
}

const recordings: readonly [path: string, format: ReportFormat, expected: readonly number[]][] = [
  ['jest/report.json', 'jest-json', [5, 1, 2, 2]],
  ['vitest/report.json', 'jest-json', [5, 1, 2, 2]],
  ['vitest/report.xml', 'junit', [5, 1, 2, 2]],
  ['mocha/report.json', 'mocha-json', [4, 1, 1, 2]],
  ['node-test/report.xml', 'junit', [4, 1, 1, 2]],
  ['node-test/report.jsonl', 'node-test-jsonl', [12, 4, 6, 2]],
  ['pytest/report.xml', 'junit', [9, 4, 3, 2]],
  ['unittest/report.xml', 'junit', [6, 1, 3, 2]],
  ['unittest/report.jsonl', 'unittest-jsonl', [7, 1, 4, 2]],
  ['go-test/printed.txt', 'go-json', [6, 2, 3, 1]],
];

describe('recorded reports', () => {
  it.each(recordings)('%s as %s has the exact counts', (path, format, expected) => {
    expect(counts(reportParsers[format](recorded(path)))).toEqual(expected);
  });

  it.each(recordings.filter(([, format]) => format !== 'go-json'))(
    '%s cut off in the middle is never a report',
    (path, format) => {
      const text = recorded(path);
      for (const share of [0, 0.2, 0.5, 0.9, 0.99]) {
        const report = reportParsers[format](text.slice(0, Math.floor(text.length * share)));
        expect(report.kind).toBe('unreadable');
      }
    },
  );

  it.each(Object.entries(reportParsers))('%s refuses what is no report', (_, parse) => {
    for (const text of [
      '',
      '\n',
      'hello',
      '<html></html>',
      '{}',
      '[]',
      'null',
      '{"a":',
      '\u0000',
    ]) {
      expect(parse(text).kind, JSON.stringify(text)).toBe('unreadable');
    }
  });
});

const failing: readonly (readonly [string, ReportFormat, string, string])[] = [
  ['jest/report.json', 'jest-json', 'grp > fails', '/project/a.test.js:1'],
  ['jest/report.json', 'jest-json', '/project/b.test.js', '/project/b.test.js:1'],
  ['vitest/report.json', 'jest-json', 'grp > fails', '/project/a.test.js:2'],
  ['mocha/report.json', 'mocha-json', 'grp > fails', 'a.js:1'],
  ['node-test/report.jsonl', 'node-test-jsonl', 'grp > fails', '/project/test/a.test.js:6'],
  ['node-test/report.jsonl', 'node-test-jsonl', 'parent > kid2', '/project/test/a.test.js:13'],
  ['node-test/report.jsonl', 'node-test-jsonl', 'bad hook', '/project/test/a.test.js:12'],
  [
    'node-test/report.jsonl',
    'node-test-jsonl',
    '/project/test/b.test.js',
    '/project/test/b.test.js:1',
  ],
  ['pytest/report.xml', 'junit', 'tests.test_a > test_fail', 'tests/test_a.py:3'],
  ['unittest/report.jsonl', 'unittest-jsonl', 'test_u.T.test_fail', '/project/test_u.py:4'],
  ['unittest/report.jsonl', 'unittest-jsonl', 'test_bad', '/project/test_bad.py:1'],
  ['go-test/printed.txt', 'go-json', 'x/pk > TestFail', 'x/pk/a_test.go:4'],
  ['go-test/printed.txt', 'go-json', 'x/pk > TestSub > b', 'x/pk/a_test.go:6'],
  ['go-test/printed.txt', 'go-json', 'x/bad', 'bad/a_test.go:3'],
];

describe('the place of a failure', () => {
  it.each(failing)('%s as %s tells where %s stands', (...row) => {
    const [path, format, name, place] = row;
    const cases = casesOf(reportParsers[format](recorded(path)));
    const found = cases.find((one) => one.name === name);
    expect(`${String(found?.file)}:${String(found?.line)}`).toBe(place);
    expect(found?.status).toBe('failed');
    expect(found?.message).toBeTruthy();
  });
});

describe('hostile reports', () => {
  const jest = (test: object, file: object = {}) =>
    reportParsers['jest-json'](
      JSON.stringify({ testResults: [{ name: '/p/a.js', assertionResults: [test], ...file }] }),
    );

  it('does not believe the counters of a report', () => {
    const text = '<testsuites tests="9" failures="0"><testsuite tests="9" failures="0" errors="0">';
    const report = reportParsers.junit(
      `${text}<testcase name="a"><error/></testcase></testsuite></testsuites>`,
    );
    expect(counts(report)).toEqual([1, 0, 1, 0]);
  });

  it('takes terminal codes and direction marks out of names and messages, and caps the message', () => {
    const message = `\u001b[31mred\u001b[0m \u202eevil\n${'x'.repeat(1_000_000)}`;
    const [found] = casesOf(
      jest({ title: '\u001b]0;t\u0007a\nb', status: 'failed', failureMessages: [message] }),
    );
    expect(found?.name).toBe('a b');
    expect(found?.message).toMatch(/^red evil\nx+…$/);
    expect(found?.message?.length).toBeLessThan(5_000);
  });

  it('takes a status that it does not know, and a missing one, for a failure', () => {
    expect(counts(jest({ title: 'a', status: 'splendid' }))).toEqual([1, 0, 1, 0]);
    expect(counts(jest({ title: 'a' }))).toEqual([1, 0, 1, 0]);
  });

  it('takes an impossible duration for an unknown one', () => {
    const xml =
      '<testsuite><testcase name="a" time="NaN"/><testcase name="b" time="-1"/></testsuite>';
    expect(casesOf(reportParsers.junit(xml)).map((one) => one.durationMs)).toEqual([null, null]);
    expect(
      casesOf(jest({ title: 'a', status: 'passed', duration: null }))[0]?.durationMs,
    ).toBeNull();
  });

  it('refuses two documents in one file', () => {
    const xml = '<testsuite><testcase name="a"/></testsuite>';
    expect(reportParsers.junit(xml + xml).kind).toBe('unreadable');
    expect(reportParsers['jest-json']('{"testResults":[]}{"testResults":[]}').kind).toBe(
      'unreadable',
    );
    const lines = '{"event":"end","cases":0}\n';
    expect(reportParsers['node-test-jsonl'](lines + lines).kind).toBe('unreadable');
  });

  it('refuses XML that declares entities or is nested without end', () => {
    const bomb = '<!DOCTYPE a [<!ENTITY b "cccc">]><testsuite><testcase name="&b;"/></testsuite>';
    expect(reportParsers.junit(bomb).kind).toBe('unreadable');
    const deep = `${'<testsuite>'.repeat(500)}${'</testsuite>'.repeat(500)}`;
    expect(reportParsers.junit(deep).kind).toBe('unreadable');
  });

  it('reads any number of escaped characters, and leaves CDATA as it is', () => {
    const failure = '<failure message="&quot;&#38;&#x26;">&lt;b&gt;<![CDATA[&lt;]]></failure>';
    const row = `<testcase name="a">${failure}</testcase>`;
    const cases = casesOf(reportParsers.junit(`<testsuite>${row.repeat(2_000)}</testsuite>`));
    expect(cases).toHaveLength(2_000);
    expect(cases[0]?.message).toBe('"&&\n<b>\n&lt;');
  });

  it('counts a suite of Jest that failed without a failed test', () => {
    const file = { status: 'failed', message: 'afterAll died' };
    expect(counts(jest({ title: 'a', status: 'passed' }, file))).toEqual([2, 1, 1, 0]);
  });

  it('refuses a report of ours that counts other tests than it holds', () => {
    const row = '{"event":"case","path":["a"],"status":"passed"}\n';
    const end = '{"event":"end","cases":2}\n';
    expect(reportParsers['node-test-jsonl'](row + end).kind).toBe('unreadable');
    expect(counts(reportParsers['node-test-jsonl'](row + row + end))).toEqual([2, 2, 0, 0]);
  });
});

describe('the stream of go test', () => {
  const event = (fields: object) => `${JSON.stringify(fields)}\n`;
  const parse = reportParsers['go-json'];
  const ran = (name: string, action: string) =>
    event({ Action: 'run', Package: 'p', Test: name }) +
    event({ Action: action, Package: 'p', Test: name });

  it('has no tests when packages have none', () => {
    const text = event({ Action: 'output', Package: 'p', Output: 'no tests to run\n' });
    expect(counts(parse(text + event({ Action: 'pass', Package: 'p' })))).toEqual([0, 0, 0, 0]);
  });

  it('is unreadable when a package has no end or an event is broken', () => {
    expect(parse(ran('A', 'pass')).kind).toBe('unreadable');
    const whole = ran('A', 'pass') + event({ Action: 'pass', Package: 'p' });
    expect(parse(whole).kind).toBe('read');
    expect(parse(whole.slice(0, -9)).kind).toBe('unreadable');
  });

  it('counts a test that was running when its package died', () => {
    const text =
      ran('A', 'pass') +
      event({ Action: 'run', Package: 'p', Test: 'B' }) +
      event({ Action: 'output', Package: 'p', Output: 'panic: boom\n' }) +
      event({ Action: 'fail', Package: 'p' });
    expect(counts(parse(text))).toEqual([2, 1, 1, 0]);
  });

  it('counts a parent of subtests only when it failed by itself', () => {
    const kids = ran('T/a', 'pass') + ran('T/b', 'pass');
    const ended = (action: string) => event({ Action: action, Package: 'p' });
    expect(counts(parse(kids + ran('T', 'pass') + ended('pass')))).toEqual([2, 2, 0, 0]);
    expect(counts(parse(kids + ran('T', 'fail') + ended('fail')))).toEqual([3, 2, 1, 0]);
  });

  it('counts a package that does not build as one failure, with what the compiler said', () => {
    const text =
      event({ ImportPath: 'p [p.test]', Action: 'build-output', Output: '# p [p.test]\n' }) +
      event({ ImportPath: 'p [p.test]', Action: 'build-output', Output: './a.go:7:2: bad\n' }) +
      event({ ImportPath: 'p [p.test]', Action: 'build-fail' }) +
      event({ Action: 'start', Package: 'p' }) +
      event({ Action: 'output', Package: 'p', Output: 'FAIL\tp [build failed]\n' }) +
      event({ Action: 'fail', Package: 'p', FailedBuild: 'p [p.test]' });
    const [found, ...rest] = casesOf(parse(text));
    expect(rest).toEqual([]);
    expect(found).toMatchObject({ name: 'p', status: 'failed', file: './a.go', line: 7 });
    expect(found?.message).toContain('./a.go:7:2: bad');
  });

  it('can be read by people', () => {
    const printed = goOutput(recorded('go-test/printed.txt'));
    expect(printed).toContain('--- FAIL: TestFail (0.00s)\n');
    expect(printed).toContain('bad/a_test.go:3:27: undefined: undefined\n');
    expect(printed).not.toContain('"Action"');
  });
});
