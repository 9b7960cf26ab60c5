import type { NastyReport, Outcome } from './nasty-outcome.ts';

const pass = '<testcase name="a"/>';
const fail = '<testcase name="b"><failure message="no"/></testcase>';
const broken = 'it is not whole XML, or nested too deep';

function junit(title: string, text: NastyReport['text'], expected: Outcome): NastyReport {
  return { title, format: 'junit', text, expected };
}

function suites(text: string): string {
  return `<testsuites><testsuite name="s">${text}</testsuite></testsuites>`;
}

export const nastyXml: readonly NastyReport[] = [
  junit('is empty', '', 'it is empty'),
  junit('is cut off inside a tag', `<testsuite>${pass}<testca`, broken),
  junit('is cut off between two tests', `<testsuite>${pass}${fail}`, broken),
  junit(
    'is cut off after the first of two suites',
    `<testsuites><testsuite>${pass}</testsuite>`,
    broken,
  ),
  junit('has two roots', `<testsuite>${pass}</testsuite><testsuite>${fail}</testsuite>`, broken),
  junit(
    'is two reports joined, each with its declaration',
    `<?xml version="1.0"?>${suites(pass)}\n<?xml version="1.0"?>${suites(fail)}`,
    broken,
  ),
  junit(
    'is a whole report and half a second one',
    `<testsuite>${pass}</testsuite>\n<testsuite>${fail}`,
    broken,
  ),
  junit(
    'stands among other lines',
    `\u001b[1mstart\u001b[0m\n${suites(pass + fail)}\nend {:x 1}\n`,
    [2, 1, 1, 0],
  ),
  junit(
    'begins with a byte order mark',
    `\ufeff<?xml version="1.0"?>\n${suites(pass)}`,
    [1, 1, 0, 0],
  ),
  junit('has line ends of Windows', suites(pass + fail).replaceAll('>', '>\r\n'), [2, 1, 1, 0]),
  junit(
    'holds NUL and replacement characters',
    suites(`<testcase name="\u0000\ufffd"/>${fail}`),
    [2, 1, 1, 0],
  ),
  junit(
    'counts no failure although a test failed',
    `<testsuite tests="1" failures="0" errors="0">${fail}</testsuite>`,
    [1, 0, 1, 0],
  ),
  junit(
    'counts failures although no test failed',
    `<testsuites failures="2"><testsuite name="s" failures="2">${pass}</testsuite></testsuites>`,
    [2, 1, 1, 0],
  ),
  junit(
    'tells a suite that could not be loaded only by its number of errors',
    `<testsuite name="a" errors="1"></testsuite>`,
    [1, 0, 1, 0],
  ),
  junit(
    'tells an error beside the tests of a suite',
    `<testsuite name="a" errors="1">${pass}<error message="teardown died"/></testsuite>`,
    [2, 1, 1, 0],
  ),
  junit(
    'counts each failed assertion of one test',
    `<testsuite failures="3"><testcase name="a"><failure/></testcase></testsuite>`,
    [1, 0, 1, 0],
  ),
  junit(
    'counts nonsense',
    `<testsuite failures="-1" errors="NaN" tests="1e9">${pass}</testsuite>`,
    [1, 1, 0, 0],
  ),
  junit(
    'skips a test that also failed',
    suites('<testcase name="a"><failure/><skipped/></testcase>'),
    [1, 0, 0, 1],
  ),
  junit(
    'tells skipped tests only by attributes',
    suites(
      '<testcase name="a" status="disabled"/><testcase name="b" result="suppressed"/><testcase name="c" status="notrun"/>',
    ),
    [3, 0, 0, 3],
  ),
  junit(
    'tells a failure only by an attribute',
    suites('<testcase name="a" status="failed"/>'),
    [1, 0, 1, 0],
  ),
  junit(
    'tells a test that passed when it was tried again',
    suites('<testcase name="a"><flakyFailure message="first"/></testcase>'),
    [1, 1, 0, 0],
  ),
  junit(
    'tells a test that failed each time it was tried',
    suites('<testcase name="a"><failure/><rerunFailure/><rerunFailure/></testcase>'),
    [1, 0, 1, 0],
  ),
  junit(
    'tells only that a second try failed',
    suites('<testcase name="a"><rerunError/></testcase>'),
    [1, 0, 1, 0],
  ),
  junit(
    'has the same name twice',
    suites('<testcase name="a"/><testcase name="a"><error/></testcase>'),
    [2, 1, 1, 0],
  ),
  junit(
    'has tests without name and without anything',
    suites('<testcase/><testcase></testcase>'),
    [2, 2, 0, 0],
  ),
  junit(
    'has impossible times',
    suites('<testcase name="a" time="-1"/><testcase name="b" time="1e999"/>'),
    [2, 2, 0, 0],
  ),
  junit('has only an empty suite', '<testsuite/>', [0, 0, 0, 0]),
  junit(
    'is nested 100 deep',
    `${'<testsuite>'.repeat(100)}${fail}${'</testsuite>'.repeat(100)}`,
    [1, 0, 1, 0],
  ),
  junit(
    'is nested 1,000 deep',
    `${'<testsuite>'.repeat(1_000)}${fail}${'</testsuite>'.repeat(1_000)}`,
    broken,
  ),
  junit(
    'declares entities that grow without end',
    '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><testsuite><testcase name="&c;"/></testsuite>',
    'it declares entities',
  ),
  junit(
    'names a file of the machine as an entity',
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/hostname">]><testsuite><testcase name="&f;"/></testsuite>',
    'it declares entities',
  ),
  junit(
    'ends a CDATA section inside a CDATA section',
    suites(
      '<testcase name="a"><failure><![CDATA[a]]]]><![CDATA[>b <testcase/>]]></failure></testcase>',
    ),
    [1, 0, 1, 0],
  ),
  junit('hides a test in a comment', suites(`${pass}<!-- ${fail} -->`), [1, 1, 0, 0]),
  junit(
    'prints the end of a report',
    suites(
      `<testcase name="a"><system-out><![CDATA[</testsuites>]]></system-out></testcase>${fail}`,
    ),
    [2, 1, 1, 0],
  ),
  junit(
    'refers to characters that do not exist',
    suites('<testcase name="&#0;&#x110000;&#9999999;"/>'),
    [1, 1, 0, 0],
  ),
  junit('is an HTML page', '<!DOCTYPE html><html><body>502</body></html>', 'it declares entities'),
  junit('is JSON', '{"testResults":[]}', broken),
  junit(
    'is of 20 MB',
    () =>
      suites(
        `${fail}<system-out><![CDATA[${'a line of a log\n'.repeat(1_300_000)}]]></system-out>`,
      ),
    [1, 0, 1, 0],
  ),
  junit('has 10,000 tests', () => suites(pass.repeat(9_999) + fail), [10_000, 9_999, 1, 0]),
  {
    title: 'is a TRX with a test host that crashed',
    format: 'trx',
    text: '<TestRun><Results><UnitTestResult testName="A" outcome="Passed"/></Results><ResultSummary outcome="Failed"><RunInfos><RunInfo outcome="Error"><Text>The active test run was aborted.</Text></RunInfo></RunInfos></ResultSummary></TestRun>',
    expected: [2, 1, 1, 0],
  },
  {
    title: 'is a TRX that failed without a failed test',
    format: 'trx',
    text: '<TestRun xmlns="x"><Results><UnitTestResult testName="A" outcome="Passed"/></Results><ResultSummary outcome="Aborted"/></TestRun>',
    expected: [2, 1, 1, 0],
  },
  {
    title: 'is a TRX with rows of data, and outcomes of all kinds',
    format: 'trx',
    text: `<TestRun><Results><UnitTestResult testName="A" outcome="Failed"><InnerResults>${['Passed', 'Failed', 'NotExecuted', 'Timeout', 'Splendid'].map((word) => `<UnitTestResult testName="A" outcome="${word}"/>`).join('')}</InnerResults></UnitTestResult><UnitTestResult testName="B"/></Results></TestRun>`,
    expected: [6, 1, 4, 1],
  },
  {
    title: 'is a TRX that is cut off',
    format: 'trx',
    text: '<TestRun><Results><UnitTestResult',
    expected: broken,
  },
  {
    title: 'is a TRX without a run',
    format: 'trx',
    text: '<Other/>',
    expected: 'it has no test run',
  },
  {
    title: 'is a stream of test-unit that is cut off',
    format: 'test-unit-xml',
    text: '<stream><start-test><test><name>a</name></test></start-test>',
    expected: 'it stops in the middle',
  },
  {
    title: 'is a stream of test-unit in which a test has no result',
    format: 'test-unit-xml',
    text: 'Loaded\n<stream><start-test><test><name>a</name></test></start-test></stream>\nbye',
    expected: [1, 0, 1, 0],
  },
  {
    title: 'is a stream of test-unit in which a test fails twice',
    format: 'test-unit-xml',
    text: `<stream><start-test></start-test>${['failure', 'success', 'error'].map((word) => `<test-result><result><test><name>a</name></test><status>${word}</status></result></test-result>`).join('')}</stream>`,
    expected: [1, 0, 1, 0],
  },
  {
    title: 'is a stream of test-unit in which two tests have one name',
    format: 'test-unit-xml',
    text: `<stream>${['failure', 'success'].map((word) => `<start-test><test><name>a</name></test></start-test><test-result><result><test><name>a</name></test><status>${word}</status></result></test-result>`).join('')}</stream>`,
    expected: [2, 1, 1, 0],
  },
  {
    title: 'is a stream of test-unit with a result of no test',
    format: 'test-unit-xml',
    text: '<stream><test-result><result><status>success</status></result></test-result></stream>',
    expected: 'it has a result without a test',
  },
];
