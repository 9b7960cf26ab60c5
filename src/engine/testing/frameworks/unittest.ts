import type { Framework } from './framework.ts';

/** Python's unittest, run by a small runner of ours that uses the standard library alone. */
export const unittest: Framework = {
  id: 'unittest',
  evidence: {
    programs: [],
    modules: ['unittest'],
    configFiles: null,
    configMarks: [],
    packages: [],
    dependencyMarks: [],
    testFiles: /(?:^|\/)(?:test[^/]*|[^/]*_tests?)\.py$/u,
    imports: /^\s*(?:from\s+|import\s+(?:[\w.]+\s*,\s*)*)unittest\b/mu,
    conventionFile: null,
  },
  start: { kind: 'python' },
  report: { format: 'unittest-jsonl', source: 'file', fileName: 'report.jsonl' },
  watches: /^$/u,
  dropped: [],
  noTests: { exitCode: 5, printed: null },
  defaultArgs: (names) => {
    const isBelowPackage = (name: string) => names.includes(name.replace(/\/.*$/u, '/__init__.py'));
    const isFoundFromRoot = (name: string) => !name.includes('/') || isBelowPackage(name);
    const tests = names.filter((name) => unittest.evidence.testFiles.test(name));
    const folder = /^(?:tests?)(?=\/)/u.exec(tests.find((name) => /^tests?\//u.test(name)) ?? '');
    if (tests.some(isFoundFromRoot) || folder === null) return ['discover'];
    return ['discover', '-s', folder[0]];
  },
  command: ({ launcher, args, reportFile, injected }) => [
    ...launcher,
    injected('unittest_runner.py'),
    reportFile,
    ...args,
  ],
};
