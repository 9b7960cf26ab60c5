import { AgentTuiError } from '../../model/error.ts';
import type { Config } from '../../model/config.ts';
import { commandLinesIn } from './command-lines.ts';
import type { Detection, FoundSuite, Invocation, ProjectFiles } from './detection.ts';
import { plainInvocation } from './detection.ts';
import type { Evidence } from './evidence.ts';
import { evidenceFor, weights } from './evidence.ts';
import type { Framework } from '../frameworks/framework.ts';
import { frameworks, requireFramework } from '../frameworks/index.ts';
import { readPackageJson } from './package-json.ts';
import { packageManagerOf, pythonManagerOf } from './package-manager.ts';
import type { ScriptReading } from '../script/project-script.ts';
import { readCommandLine, readTestScript } from '../script/project-script.ts';
import type { SuiteFiles } from './suite-files.ts';
import { readSuite } from './suite-files.ts';

interface Weighed {
  readonly framework: Framework;
  readonly score: number;
  readonly hasTests: boolean;
  readonly isCommanded: boolean;
  readonly invocation: Invocation;
  readonly reasons: readonly string[];
}

interface NamedReading {
  readonly file: string;
  readonly reading: ScriptReading;
}

/** Dependencies alone, or files alone, are no suite. */
const scoreMin = 60;

/** Finds the project's test suite by weighing all evidence, or says why there is none. */
export async function detectTests(
  input: ProjectFiles & { readonly override: Config['test'] },
): Promise<Detection> {
  const dir = suiteDir(input.override);
  if (dir !== '' && !input.names.some((name) => name.startsWith(`${dir}/`))) {
    const reasons = [`there is no directory ${dir}, where test.dir says that the tests are`];
    return { kind: 'none', reasons, packageManager: null, missingDir: dir };
  }
  const suite = await readSuite(input, dir);
  const readings = readCommands(suite);
  const { framework: named } = input.override;
  if (named !== undefined) {
    const weighed = await weigh(requireFramework(named), suite, readings);
    return found(weighed, { dir, suite, first: `${named} is named in the configuration` });
  }
  const all = await Promise.all(frameworks.map((row) => weigh(row, suite, readings)));
  const best = all
    .filter((row) => row.score >= scoreMin && (row.hasTests || row.isCommanded))
    .toSorted((a, b) => b.score - a.score)[0];
  if (best !== undefined) return found(best, { dir, suite, first: null });
  const reasons = whyNone(all, suite, readings);
  return { kind: 'none', reasons, packageManager: null, missingDir: null };
}

/** The configured directory of the suite, as a relative path without dots; `''` is the root. */
function suiteDir(override: Config['test']): string {
  const given = override.dir ?? '';
  const parts = given.split('/').filter((part) => part !== '' && part !== '.');
  if (!given.startsWith('/') && !parts.includes('..')) return parts.join('/');
  throw new AgentTuiError('usage', `no directory of the project for its tests: ${given}`, {
    hint: 'set test.dir in agent-tui.json to a directory relative to the project',
  });
}

function readCommands(suite: SuiteFiles): readonly NamedReading[] {
  const manifest = readPackageJson(suite.texts.get('package.json'));
  const scripts = manifest?.scripts ?? {};
  const own: NamedReading[] =
    scripts['test'] === undefined
      ? []
      : [{ file: 'package.json', reading: readTestScript(scripts, frameworks) }];
  const lines = commandLinesIn(suite.texts);
  return [
    ...own,
    ...lines.map(({ file, line }) => ({ file, reading: readCommandLine(line, frameworks) })),
  ];
}

async function weigh(
  framework: Framework,
  suite: SuiteFiles,
  readings: readonly NamedReading[],
): Promise<Weighed> {
  const commanded = readings.find(
    ({ reading }) => reading.kind === 'names' && reading.framework === framework,
  );
  const refused = readings.flatMap(({ reading }) =>
    reading.kind === 'refused' && reading.framework === framework ? [reading.reason] : [],
  );
  const evidence = await evidenceFor(framework, suite);
  const all: Evidence[] =
    commanded === undefined
      ? evidence
      : [
          { weight: weights.command, reason: `run by the test command of ${commanded.file}` },
          ...evidence,
        ];
  const notes = commanded?.reading.kind === 'names' ? commanded.reading.notes : [];
  return {
    framework,
    score: all.reduce((sum, one) => sum + one.weight, 0),
    hasTests: suite.names.some((name) => framework.evidence.testFiles.test(name)),
    isCommanded: commanded !== undefined,
    invocation: invocationOf(framework, suite, commanded?.reading),
    reasons: [...all.map((one) => one.reason), ...notes, ...refused],
  };
}

function invocationOf(
  framework: Framework,
  suite: SuiteFiles,
  reading: ScriptReading | undefined,
): Invocation {
  const invocation = reading?.kind === 'names' ? reading.invocation : plainInvocation;
  if (invocation.args.length > 0 || framework.defaultArgs === undefined) return invocation;
  const args = framework.defaultArgs(suite.names).map((text) => ({ text, glob: false }));
  return { ...invocation, args };
}

function found(
  best: Weighed,
  options: { readonly dir: string; readonly suite: SuiteFiles; readonly first: string | null },
): Detection {
  const { dir, suite, first } = options;
  const manifest = readPackageJson(suite.texts.get('package.json'));
  const packageManager =
    best.framework.start.kind === 'python'
      ? pythonManagerOf(suite.top)
      : packageManagerOf(suite.top, manifest);
  const primary: FoundSuite = {
    framework: best.framework.id,
    dir,
    packageManager,
    reasons: first === null ? best.reasons : [first, ...best.reasons],
    invocation: best.invocation,
    isSure: true,
    hangRisk: null,
    report: null,
  };
  return { kind: 'found', primary, suites: [primary], empty: [], packageManager };
}

function whyNone(
  all: readonly Weighed[],
  suite: SuiteFiles,
  readings: readonly NamedReading[],
): readonly string[] {
  const near = all
    .filter((row) => row.score > 0)
    .map((row) => `${row.framework.id}: ${row.reasons.join(', ')}; that is not enough for a suite`);
  const refused = readings.flatMap(({ file, reading }) =>
    reading.kind === 'refused' ? [`${file}: ${reading.reason}`] : [],
  );
  const unclear = readings
    .filter(({ reading }) => reading.kind === 'opaque')
    .map(({ file }) => `the test command of ${file} names no framework that is known here`);
  const nested = suite.names.filter((name) =>
    /^.+\/(?:package\.json|pyproject\.toml|go\.mod)$/u.test(name),
  );
  const below = nested.slice(0, 3).map((name) => `${name} may belong to a suite of its own`);
  const reasons = [...new Set([...near, ...refused, ...unclear, ...below])];
  return reasons.length > 0 ? reasons : ['no test file, runner or test command was found'];
}
