import type { NastyReport, Outcome } from './nasty-outcome.ts';

function tap(title: string, text: NastyReport['text'], expected: Outcome): NastyReport {
  return { title, format: 'tap', text, expected };
}

const noTap = 'it is no TAP stream';

export const nastyTap: readonly NastyReport[] = [
  tap('is empty', ' \n', 'it is empty'),
  tap('is a log', 'building\nokay then\n- ok: 3\nnotok 1\n', noTap),
  tap('has only a version', 'TAP version 13\n', [1, 0, 1, 0]),
  tap('has no plan', 'ok 1\nok 2\n', [3, 2, 1, 0]),
  tap('plans more than it tells', '1..3\nok 1\nok 2\n', [3, 2, 1, 0]),
  tap('plans less than it tells', '1..1\nok 1\nok 2\n', [3, 2, 1, 0]),
  tap('lost a test in the middle', 'ok 1\nok 3\nok 4\n1..3\n', [4, 3, 1, 0]),
  tap(
    'is cut off in a YAML block',
    'TAP version 13\n1..2\nok 1\nnot ok 2\n  ---\n  message: "no',
    [2, 1, 1, 0],
  ),
  tap(
    'is cut off in a YAML block that hides the rest',
    '1..3\nok 1\nnot ok 2\n  ---\n  message: no\nok 3\n',
    [3, 1, 2, 0],
  ),
  tap('is cut off in a subtest', '# Subtest: a\n    ok 1 - x\n    ok 2 - y\n', [4, 2, 2, 0]),
  tap('bails out', '1..5\nok 1\nBail out! the database is gone\n', [2, 1, 1, 0]),
  tap('bails out before its first test', 'Bail out!\n', [1, 0, 1, 0]),
  tap('bails out in a subtest', '1..1\n    ok 1 - x\n    Bail out!\n', [2, 1, 1, 0]),
  tap('skips everything', '1..0 # SKIP no database\n', [1, 0, 0, 1]),
  tap(
    'skips all subtests of a test',
    '# Subtest: a\n    1..0 # SKIP no\nok 1 # skip no\n1..1\n',
    [1, 0, 0, 1],
  ),
  tap('plans nothing', 'TAP version 13\n1..0\n', [0, 0, 0, 0]),
  tap(
    'has directives in all spellings',
    '1..6\nok 1 # skip\nok 2 a # SKIP: b\nnot ok 3 # TODO\nok 4 # todo c\nnot ok 5 # Skipped d\nnot ok 6 a # TODOs are bad\n',
    [6, 0, 1, 5],
  ),
  tap('escapes a directive', '1..2\nnot ok 1 a \\# TODO b\nok 2 a#SKIP\n', [2, 1, 1, 0]),
  tap(
    'stands among the lines of a log',
    'npm notice\n> tape a.js\n\nTAP version 13\nlog ok 3\n# a\nok 1 a\ndebug {\n}\nnot ok 2 b\n\n1..2\nnpm error code 1\n',
    [2, 1, 1, 0],
  ),
  tap(
    'is two streams of two processes mixed',
    '1..2\nok 1 a\n1..2\nok 1 b\nok 2 a\nok 2 b\n',
    [5, 4, 1, 0],
  ),
  tap(
    'is two streams joined, each with its version',
    'TAP version 13\nok 1\n1..1\nTAP version 13\nnot ok 1\n1..1\n',
    [2, 1, 1, 0],
  ),
  tap(
    'is two streams joined, the first one cut off',
    'TAP version 13\n1..2\nok 1\nTAP version 13\n1..1\nok 1\n',
    [3, 2, 1, 0],
  ),
  tap('is two streams joined without versions', 'ok 1\n1..1\nok 1\n1..1\n', [2, 2, 0, 0]),
  tap('plans twice', '1..2\n1..2\nok 1\nok 2\n', [3, 2, 1, 0]),
  tap('has no numbers', '1..3\nok\nnot ok\nok - a\n', [3, 2, 1, 0]),
  tap(
    'has colours, and line ends of Windows',
    '1..2\r\n\u001b[32mok 1 - a\u001b[0m\r\n\u001b[31mnot ok 2 - b\u001b[39m\r\n',
    [2, 1, 1, 0],
  ),
  tap('begins with a byte order mark and holds NUL', '\ufeff1..1\nok 1 - a\u0000b\n', [1, 1, 0, 0]),
  tap(
    'has a YAML block that looks like tests',
    '1..1\nok 1\n  ---\n  diff: |\n    not ok 9\n    1..7\n    Bail out!\n  ...\n',
    [1, 1, 0, 0],
  ),
  tap(
    'has a YAML block that is no YAML',
    '1..1\nnot ok 1\n  ---\n  : [}\n\t- &a *a\n  ...\n',
    [1, 0, 1, 0],
  ),
  tap(
    'has a YAML block that costs a whole YAML reader minutes',
    `1..1\nnot ok 1\n  ---\n  ${'? '.repeat(8_000)}\n  ...\n`,
    [1, 0, 1, 0],
  ),
  tap(
    'has a YAML block full of aliases',
    '1..1\nnot ok 1\n  ---\n  a: &a [x, x]\n  b: &b [*a, *a]\n  c: [*b, *b]\n  ...\n',
    [1, 0, 1, 0],
  ),
  tap(
    'has a test that passed although a subtest failed',
    '1..1\n# Subtest: a\n    not ok 1 - x\n    1..1\nok 1 - a\n',
    [1, 0, 1, 0],
  ),
  tap(
    'has a test that failed although its subtests passed',
    '1..1\n# Subtest: a\n    ok 1 - x\n    1..1\nnot ok 1 - a\n',
    [2, 1, 1, 0],
  ),
  tap(
    'has subtests that are still to do',
    '1..1\n# Subtest: a\n    not ok 1 - x\n    1..1\nnot ok 1 - a # TODO\n',
    [1, 0, 0, 1],
  ),
  tap(
    'has a subtest whose plan is not kept',
    '1..1\n# Subtest: a\n    ok 1 - x\n    1..2\nok 1 - a\n',
    [2, 1, 1, 0],
  ),
  tap(
    'has subtests in braces',
    '1..1\nok 1 - a # time=3ms {\n    ok 1 - x\n    not ok 2 - y\n    1..2\n}\n',
    [2, 1, 1, 0],
  ),
  tap('has braces that never close', '1..1\nok 1 - a {\n    ok 1 - x\n    1..1\n', [1, 1, 0, 0]),
  tap(
    'prints an indented line that looks like a test',
    '1..1\n    ok 3 connections\nok 1 - a\n',
    [1, 1, 0, 0],
  ),
  tap('is nested 100 deep', () => `${nested(100)}1..1\n`, [1, 0, 1, 0]),
  tap('is nested 1,000 deep', () => `${nested(1_000)}1..1\n`, [1, 0, 1, 0]),
  tap(
    'opens 1,000 braces in one another',
    () => Array.from({ length: 1_000 }, (_, depth) => `${' '.repeat(depth)}ok 1 - a {\n`).join(''),
    'its subtests are nested too deep',
  ),
  tap(
    'has 100,000 tests',
    () =>
      `1..100000\n${Array.from({ length: 100_000 }, (_, index) => `ok ${String(index + 1)}\n`).join('')}`,
    [100_000, 100_000, 0, 0],
  ),
  tap('plans a billion tests', '1..999999999\nok 1\n', [2, 1, 1, 0]),
];

/** Tests in tests, the innermost first. */
function nested(depth: number): string {
  return Array.from({ length: depth }, (_, index) => {
    const indent = ' '.repeat(4 * (depth - 1 - index));
    const plan = index === 0 ? '' : `${' '.repeat(4 * (depth - index))}1..1\n`;
    return `${plan}${indent}not ok 1 - level\n`;
  }).join('');
}
