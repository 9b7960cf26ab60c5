import type { TestCase } from '../../src/engine/model/test-report.ts';
import type { ReportFormat } from '../../src/engine/testing/reports/index.ts';

/** A report and what its case tells. */
export interface DetailRow {
  readonly title: string;
  readonly format: ReportFormat;
  readonly text: string;
  /** What the first case that failed must tell; where none failed, the first case. */
  readonly told: Partial<TestCase>;
}

const trx = (stack: string) => `<?xml version="1.0"?>
<TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
  <Results>
    <UnitTestResult testId="1" testName="Adds" outcome="Failed" duration="00:01:02.5000000">
      <Output><ErrorInfo><Message>Expected 3 &amp; got 2</Message><StackTrace>${stack}</StackTrace></ErrorInfo></Output>
    </UnitTestResult>
  </Results>
  <TestDefinitions><UnitTest id="1"><TestMethod className="Shop.CartTests, Shop" /></UnitTest></TestDefinitions>
</TestRun>`;

const suite = (name: string, row: string) =>
  `<testsuites><testsuite name="${name}">${row}</testsuite></testsuites>`;
const atLine4 = '<testcase classname="m" name="t" file="m.py" line="4"/>';

/** What cases of JUnit and TRX tell. */
export const xmlDetails: readonly DetailRow[] = [
  {
    title: 'a line of pytest is counted from 0',
    format: 'junit',
    text: suite('pytest', atLine4),
    told: { file: 'm.py', line: 5 },
  },
  {
    title: 'the first line of pytest too',
    format: 'junit',
    text: suite('pytest', atLine4.replace('"4"', '"0"')),
    told: { line: 1 },
  },
  {
    title: 'a line of another tool is counted from 1',
    format: 'junit',
    text: suite('bun', atLine4),
    told: { file: 'm.py', line: 4 },
  },
  {
    title: 'line 0 of another tool is no line',
    format: 'junit',
    text: suite('bun', atLine4.replace('"4"', '"0"')),
    told: { line: null },
  },
  {
    title: 'a file stands at the suite of some tools',
    format: 'junit',
    text: '<testsuite name="s" file="s.php"><testcase name="t"/></testsuite>',
    told: { file: 's.php', name: 's > t' },
  },
  {
    title:
      'a class of Java tells the package of its file, and frames of the framework are passed over',
    format: 'junit',
    text: suite(
      's',
      '<testcase classname="com.shop.CartTest" name="t"><failure message="no">\tat org.junit.Assert.fail(Assert.java:86)\n\tat com.shop.CartTest.t(CartTest.java:12)</failure></testcase>',
    ),
    told: { file: 'com/shop/CartTest.java', line: 12, name: 'com.shop.CartTest > t' },
  },
  {
    title: 'two troubles of one case are told both',
    format: 'junit',
    text: suite(
      's',
      '<testcase name="t"><failure message="one"/><error><![CDATA[two <b>]]></error></testcase>',
    ),
    told: { message: 'two <b>\n\none' },
  },
  {
    title: 'colours in a report of XML are taken out',
    format: 'junit',
    text: suite(
      's',
      '<testcase name="&#x1b;[31mt"><failure message="&#27;[1mno&#27;[0m"/></testcase>',
    ),
    told: { name: 's > t', message: 'no' },
  },
  {
    title: 'a package that is only counted is told by its suite',
    format: 'junit',
    text: '<testsuite name="x/bad" errors="1" file="bad"/>',
    told: { name: 'x/bad', status: 'failed', file: 'bad' },
  },
  {
    title: 'TRX tells class, message, time and the first line of its stack',
    format: 'trx',
    text: trx('at Shop.CartTests.Adds() in /project/CartTests.cs:line 12\n   at System.X()'),
    told: {
      name: 'Shop.CartTests > Adds',
      durationMs: 62_500,
      file: '/project/CartTests.cs',
      line: 12,
    },
  },
  {
    title: 'TRX without a stack has no place',
    format: 'trx',
    text: trx(''),
    told: { message: 'Expected 3 & got 2', file: null, line: null },
  },
];
