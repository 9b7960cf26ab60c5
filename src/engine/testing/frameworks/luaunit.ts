import { bareEvidence, plainRunner, selectByFile } from '../row-parts.ts';
import { luaunitTests } from '../generate/lua.ts';
import type { Framework } from './framework.ts';

/** LuaUnit, all files in one process by a program of ours. */
export const luaunit: Framework = {
  id: 'luaunit',
  title: 'LuaUnit',
  language: 'Lua',
  ecosystem: 'lua',
  level: 'unit',
  proof: 'tool',
  ...plainRunner,

  typed: { start: '', all: 'test/run.lua', file: 'FILE', test: 'FILE -p NAME' },
  evidence: {
    ...bareEvidence,
    testExtensions: ['.lua'],
    configMarks: [{ file: /\.rockspec$/u, mark: /\bluaunit\b/u }],
    testFiles: /(?:^|\/)(?:test[_-]?[^/]*|[^/]*[_-]?test)\.lua$/iu,
    imports: /require\s*\(?\s*['"]luaunit['"]/u,
  },
  start: { kind: 'program', name: 'lua' },
  report: { format: 'junit', source: { kind: 'file', name: 'report.xml' } },

  command: ({ launcher, args, injected, reportFile }) => [
    ...launcher,
    injected('luaunit_files.lua'),
    reportFile,
    ...args,
  ],
  defaultArgs: (names) => names.filter((name) => luaunit.evidence.testFiles.test(name)),
  selection: selectByFile({}),
  testFile: {
    names: ['test_*', '*_test'],
    extensions: ['.lua'],
    spelled: 'snake',
    dir: 'test',
    besideOnly: false,
    areModules: false,
    text: luaunitTests,
  },
};
