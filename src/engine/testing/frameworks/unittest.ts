import { AgentTuiError } from '../../model/error.ts';
import { unittestTests } from '../generate/python.ts';
import type { Framework } from './framework.ts';

/** Python's unittest, run by a small runner of ours that uses the standard library alone. */
export const unittest: Framework = {
  id: 'unittest',
  title: "Python's unittest",
  language: 'Python',
  ecosystem: 'python',
  level: 'unit',
  proof: 'tool',
  supersedes: [],
  typed: {
    start: '-m unittest',
    all: '-m unittest discover',
    file: '-m unittest MODULE',
    test: '-m unittest MODULE -k NAME',
  },
  evidence: {
    // A program of the project's own is looked into no further: its tests are found as everywhere.
    calls: [
      {
        program: /^python[0-9.]*$/u,
        words: [/(?:^|\/)run_?tests\.py$/u],
        handsOnAfter: '--',
        isLoose: true,
      },
      {
        program: /^python[0-9.]*$/u,
        words: [/^-m$/u, /^(?:\w+\.)+(?:tests?|runtests|run_tests)(?:\.\w+)*$/u],
        handsOnAfter: '--',
        isLoose: true,
      },
    ],
    modules: ['unittest'],
    configFiles: null,
    configMarks: [],
    packages: [],
    dependencyMarks: [],
    testFiles: /(?:^|\/)(?:test[^/]*|[^/]*_tests?)\.py$/u,
    testExtensions: ['.py'],
    imports: /^\s*(?:from\s+|import\s+(?:[\w.]+\s*,\s*)*)unittest\b/mu,
    convention: null,
  },
  start: { kind: 'python' },
  report: { format: 'unittest-jsonl', source: { kind: 'file', name: 'report.jsonl' } },
  watches: /^$/u,
  watchesBare: false,
  carried: null,
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
  selection: {
    valueFlags: [],
    fileFlags: [
      { flag: '-s', takesValue: true },
      { flag: '--start-directory', takesValue: true },
      { flag: '-p', takesValue: true },
      { flag: '--pattern', takesValue: true },
      { flag: '-t', takesValue: true },
      { flag: '--top-level-directory', takesValue: true },
    ],
    nameFlags: [{ flag: '-k', takesValue: true }],
    words: ({ file, name, args }) => {
      const { top, module } = file === null ? { top: [], module: [] } : moduleOf(file, args);
      const names = name === null ? [] : ['-k', `*${wildcards(name)}*`];
      return { first: top, last: [...module, ...names] };
    },
  },
  testFile: {
    names: ['test_*', '*_test', '*_tests'],
    extensions: ['.py'],
    spelled: 'snake',
    dir: 'tests',
    besideOnly: false,
    areModules: true,
    text: unittestTests,
  },
};

/** The module of a file as the search of the whole suite would import it: `--top` is an option of our runner. */
function moduleOf(
  file: string,
  args: readonly string[],
): { readonly top: readonly string[]; readonly module: readonly string[] } {
  const given =
    valueOf(args, ['-t', '--top-level-directory']) ?? valueOf(args, ['-s', '--start-directory']);
  const top = (given ?? '').replace(/^\.(?:\/|$)/u, '').replace(/\/$/u, '');
  const isBelow = top !== '' && file.startsWith(`${top}/`);
  const module = (isBelow ? file.slice(top.length + 1) : file).replace(/\.py$/u, '');
  if (!/^(?:[\p{L}_][\p{L}\p{N}_]*\/)*[\p{L}_][\p{L}\p{N}_]*$/u.test(module)) {
    throw new AgentTuiError('usage', `Python cannot import ${file} as a module`, {
      hint: 'name a file whose path is made of letters, digits and _, and ends with .py',
    });
  }
  return { top: isBelow ? ['--top', top] : [], module: [module.replaceAll('/', '.')] };
}

function valueOf(args: readonly string[], flags: readonly string[]): string | null {
  for (const [index, word] of args.entries()) {
    if (flags.includes(word)) return args[index + 1] ?? null;
    const flag = flags.find((one) => one.startsWith('--') && word.startsWith(`${one}=`));
    if (flag !== undefined) return word.slice(flag.length + 1);
  }
  return null;
}

/** Words in their order, whatever stands between them. */
function wildcards(name: string): string {
  return name
    .split(/\s+(?:>\s+)?/u)
    .filter((word) => word !== '')
    .map((word) => word.replaceAll(/[*?[]/gu, '[$&]'))
    .join('*');
}
