import { csharpTests } from '../generate/csharp.ts';
import { nameParts } from '../selection/name-pattern.ts';
import type { Framework } from './framework.ts';

const classesMax = 20;

/** `dotnet test` on VSTest, or on the testing platform that global.json names. */
export const dotnetTest: Framework = {
  id: 'dotnet-test',
  title: '.NET',
  language: 'C#, F# and Visual Basic',
  ecosystem: 'dotnet',
  level: 'unit',
  proof: 'simulator',
  supersedes: [],
  coversNested: true,
  typed: {
    start: 'test',
    all: 'test',
    file: 'test --filter FullyQualifiedName~CLASS',
    test: 'test --filter FullyQualifiedName~CLASS.NAME',
  },
  evidence: {
    calls: [{ program: /^dotnet$/u, words: [/^test$/u] }],
    modules: [],
    configFiles:
      /^[^/]*\.(?:runsettings|testsettings)$|^(?:.+\/)?(?:xunit\.runner|testconfig)\.json$/u,
    configMarks: [{ file: /^global\.json$/u, mark: /Microsoft\.Testing\.Platform/u }],
    packages: [],
    dependencyMarks: [
      {
        file: /\.(?:cs|fs|vb)proj$|(?:^|\/)Directory\.(?:Build|Packages)\.props$/u,
        mark: /Microsoft\.NET\.Test\.Sdk|\bxunit\b|\bNUnit\b|\bMSTest\b|\bTUnit\b|<IsTestProject>\s*true/iu,
      },
    ],
    testFiles:
      /(?:^|\/)(?:[^/]*[._]?(?:[tT]ests?|[sS]pecs?)\/(?:.+\/)?[^/]+|[^/]*(?:Tests?|Specs?|Facts|Should))\.(?:cs|fs|vb)$/u,
    testExtensions: ['.cs', '.fs', '.vb'],
    imports:
      /^\s*(?:global\s+)?(?:using|open|Imports)\s+(?:static\s+)?(?:Xunit|NUnit\.Framework|Microsoft\.VisualStudio\.TestTools\.UnitTesting|TUnit)\b/mu,
    convention: { file: /\.(?:slnx?|(?:cs|fs|vb)proj)$/u, mark: null, hidesTests: false },
  },
  start: { kind: 'program', name: 'dotnet' },
  report: {
    format: 'trx',
    source: { kind: 'collected', under: 'reports', files: /\.trx$/u },
  },
  watches: /^watch$/u,
  watchesBare: false,
  carried: null,
  dropped: [
    { flag: '--logger', takesValue: true },
    { flag: '-l', takesValue: true },
    { flag: '--results-directory', takesValue: true },
    { flag: '-v', takesValue: true },
    { flag: '--verbosity', takesValue: true },
    { flag: '--collect', takesValue: true },
    { flag: '--nologo', takesValue: false },
    { flag: '--no-build', takesValue: false },
    { flag: '--no-restore', takesValue: false },
    { flag: '--report-trx', takesValue: false },
  ],
  noTests: {
    exitCode: 8,
    printed: /No test is available in|No test matches the given testcase filter|Zero tests ran/u,
  },
  command: ({ launcher, args, reportDir, read }) => {
    const at = args.indexOf('--');
    const [own, settings] = at === -1 ? [args, []] : [args.slice(0, at), args.slice(at + 1)];
    const isPlatform = read('global.json').includes('Microsoft.Testing.Platform');
    if (isPlatform) {
      const quiet = ['--no-ansi', '--no-progress', '--report-trx'];
      return [...launcher, 'test', ...own, ...quiet, '--results-directory', reportDir, ...settings];
    }
    return [
      ...launcher,
      'test',
      ...own,
      '--nologo',
      '--logger',
      'trx;LogFilePrefix=r',
      '--results-directory',
      reportDir,
      '--',
      ...settings,
      'RunConfiguration.TreatNoTestsAsError=true',
    ];
  },
  // A build server would outlive the run.
  env: () => ({ MSBUILDDISABLENODEREUSE: '1', DOTNET_CLI_USE_MSBUILD_SERVER: '0' }),
  selection: {
    valueFlags: [
      '-c',
      '--configuration',
      '-f',
      '--framework',
      '-r',
      '--runtime',
      '-s',
      '--settings',
      '-a',
      '--arch',
      '--os',
      '-e',
      '--environment',
      '--project',
      '--solution',
    ],
    fileFlags: [],
    nameFlags: [{ flag: '--filter', takesValue: true }],
    words: ({ file, text, name }) => {
      const classes = file === null ? [] : classesIn(text, file);
      const filter = filterOf(classes, name === null ? null : (nameParts(name).at(-1) ?? name));
      return { first: ['--filter', filter], last: [] };
    },
  },
  testFile: {
    names: ['*Tests', '*Test', '*Specs', '*Facts'],
    extensions: ['.cs'],
    spelled: 'pascal',
    dir: (source) => {
      const project = /^(?:.*\/)?src\/(?<name>[^/]+)\//u.exec(source)?.groups?.['name'];
      return project === undefined ? 'tests' : `tests/${project}.Tests`;
    },
    besideOnly: false,
    areModules: false,
    manifests: /\.csproj$|^Directory\.(?:Build|Packages)\.props$/u,
    text: csharpTests,
  },
};

function classesIn(text: string, file: string): readonly string[] {
  const space = /^\s*namespace\s+(?<name>[\w.]+)/mu.exec(text)?.groups?.['name'];
  const names = [...text.matchAll(/\b(?:class|record)\s+(?<name>[A-Za-z_]\w*)/gu)].map(
    ({ groups }) => groups?.['name'] ?? '',
  );
  const stem = file.replace(/^.*\//u, '').replace(/\.\w+$/u, '');
  const own = names.length === 0 ? [stem] : names.slice(0, classesMax);
  return own.map((name) => (space === undefined ? name : `${space}.${name}`));
}

/** An expression of VSTest: a class and a part of the name of a method, or one of the two. */
function filterOf(classes: readonly string[], name: string | null): string {
  const term = (text: string) =>
    `FullyQualifiedName~${text.replaceAll(/[\\()&|=!~]/gu, String.raw`\$&`)}`;
  // What a theory adds to the name of its method is no part of the full name.
  const words = (name?.replace(/\(.*$/u, '').trim() ?? '')
    .split(/\s+/u)
    .filter((one) => one !== '');
  const named = words.map((word) => term(word)).join('&');
  const owned = classes.map((one) => term(`${one}.`)).join('|');
  if (classes.length === 0) return named;
  return words.length === 0 ? owned : `(${owned})&${named}`;
}
