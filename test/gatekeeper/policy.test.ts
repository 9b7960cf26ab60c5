import { expect, test } from 'vitest';
import {
  findings,
  parseRawDiff,
  type Change,
  type PolicyInput,
} from '../../src/engine/gatekeeper/policy.ts';
import { fixedLimits } from '../../src/engine/model/limits.ts';

const conflict = '<<<<<<< a\none\n=======\ntwo\n>>>>>>> b\n';

function change(path: string, newMode = '100644', oldMode = '000000'): Change {
  return { path, oldMode, newMode, oldId: '0', newId: '1' };
}

function rulesHit(part: Partial<PolicyInput>): string[] {
  const none = {
    changes: [],
    sizes: new Map(),
    linkTargets: new Map(),
    texts: new Map(),
    gitmodules: null,
  };
  return findings({ ...none, ...part }).map((finding) => finding.rule);
}

const link = (path: string, target: string) =>
  rulesHit({ changes: [change(path, '120000')], linkTargets: new Map([[path, target]]) });
const text = (before: string | null, after: string) =>
  rulesHit({ changes: [change('a.txt')], texts: new Map([['a.txt', { before, after }]]) });

test('an ordinary change has no findings', () => {
  expect(rulesHit({ changes: [change('src/a.js'), change('b.sh', '100755', '100644')] })).toEqual(
    [],
  );
});

test.each([
  ['a', '/etc/passwd', true],
  ['a', '../x', true],
  ['dir/a', '../x', false],
  ['dir/a', '../../x', true],
  ['dir/a', 'b/../../../x', true],
  ['a', '.git/config', true],
  ['a', 'C:\\x', true],
  ['a', '', true],
  ['a', 'b/./c', false],
])('a link %s to %s is outside: %s', (path, target, outside) => {
  expect(link(path, target)).toEqual(outside ? ['link-outside'] : []);
});

test('a link that was deleted is no finding', () => {
  expect(rulesHit({ changes: [change('a', '000000', '120000')] })).toEqual([]);
});

test.each([
  ['agent-tui.json', '100644', ['gate-config']],
  ['agent-tui.json', '000000', ['gate-config']],
  ['Agent-TUI.json', '100644', ['gate-config']],
  ['docs/agent-tui.json', '100644', []],
])('a change of the settings of the gate is a finding: %s to mode %s', (path, mode, rules) => {
  expect(rulesHit({ changes: [change(path, mode, '100644')] })).toEqual(rules);
});

test('a nested repository needs an entry in .gitmodules', () => {
  const changes = [change('lib/x', '160000')];
  expect(rulesHit({ changes })).toEqual(['submodule']);
  const gitmodules = '[submodule "x"]\n\tpath = lib/x\n\turl = https://example.org/x\n';
  expect(rulesHit({ changes, gitmodules })).toEqual([]);
  expect(rulesHit({ changes: [change('lib/x', '160000', '160000')] })).toEqual([]);
});

test.each([
  '.git/config',
  'a/.GIT/hooks/x',
  'a/.git',
  'x/git~1/y',
  '.git /x',
  '.g\u200cit/x',
  '.git::$INDEX/x',
])('the path %j is inside of a git directory', (path) => {
  expect(rulesHit({ changes: [change(path)] })).toEqual(['git-path']);
});

test.each(['.gitignore', '.github/x', 'a.git/x', '.gitattributes'])(
  'the path %j is fine',
  (path) => {
    expect(rulesHit({ changes: [change(path)] })).toEqual([]);
  },
);

test('conflict markers that were not there before are found', () => {
  expect(text(null, `head\n${conflict}`)).toEqual(['conflict-markers']);
  expect(text(conflict, conflict + conflict)).toEqual(['conflict-markers']);
  expect(text(null, conflict.replaceAll('\n', '\r\n'))).toEqual(['conflict-markers']);
});

test('a heading line, or markers that main has already, are not a conflict', () => {
  expect(text(null, 'Title\n=======\ntext\n')).toEqual([]);
  expect(text(null, '>>>>>>> b\n=======\n<<<<<<< a\n')).toEqual([]);
  expect(text(conflict, `more\n${conflict}`)).toEqual([]);
});

test('a file over the bound is found, one at the bound is not', () => {
  const sized = (bytes: number) =>
    rulesHit({ changes: [change('a')], sizes: new Map([['a', bytes]]) });
  expect(sized(fixedLimits.candidateFileBytesMax)).toEqual([]);
  expect(sized(fixedLimits.candidateFileBytesMax + 1)).toEqual(['file-size']);
});

test('the raw diff of git is read with any character in a path', () => {
  const raw = ':100644 100755 aa bb M\0a b\n"c"\0:000000 120000 00 cc A\0ü\0';
  expect(parseRawDiff(raw)).toEqual([
    { path: 'a b\n"c"', oldMode: '100644', newMode: '100755', oldId: 'aa', newId: 'bb' },
    { path: 'ü', oldMode: '000000', newMode: '120000', oldId: '00', newId: 'cc' },
  ]);
  expect(parseRawDiff('')).toEqual([]);
});
