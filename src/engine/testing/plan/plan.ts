import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { TestSelection } from '../../model/test-selection.ts';
import { bounds } from '../bounds.ts';
import type { FoundSuite } from '../detect/detection.ts';
import type { CommandInput, Framework } from '../frameworks/framework.ts';
import { requireFramework } from '../frameworks/index.ts';
import { injectedFile } from '../injected.ts';
import { expandWords } from '../script/expand-words.ts';
import { selectArgs } from '../selection/select.ts';
import { binaryDirs, launcherIn } from './launcher.ts';
import type { PlannedReport } from './planned-report.ts';
import { planReport } from './planned-report.ts';

/** Everything one test run needs; nothing is chosen after this. */
export interface TestPlan {
  readonly framework: string;
  /** Shell commands that the project's script runs before its tests; what they start lives until the tests have ended. */
  readonly before: readonly string[];
  /** Commands that build what is tested. */
  readonly build: readonly (readonly string[])[];
  readonly argv: readonly string[];
  /** Run after the tests: its output is the report. */
  readonly convert: readonly string[] | null;
  readonly root: string;
  readonly cwd: string;
  /** Added to the environment of the run. */
  readonly env: Readonly<Record<string, string>>;
  /** Put before PATH, as package managers do. */
  readonly pathPrefix: readonly string[];
  readonly reportDir: string;
  readonly report: PlannedReport;
}

interface PlanInput {
  readonly suite: FoundSuite;
  /** The absolute path of the tree. */
  readonly root: string;
  /** A directory outside the tree, used by this run alone. */
  readonly reportDir: string;
  /** Further arguments, from the project's configuration. */
  readonly args: readonly string[];
  /** Only these tests; all of them by default. */
  readonly selection?: TestSelection;
}

/** Turns a found suite into the exact commands for one tree. */
export async function planTestRun(input: PlanInput): Promise<TestPlan> {
  const { suite, root, reportDir } = input;
  const framework = requireFramework(suite.framework);
  const cwd = join(root, suite.dir);
  const place = { cwd, root };
  const reports = join(reportDir, 'reports');
  const report = planReport(suite.report ?? framework.report, { cwd, reports });
  const given: CommandInput = {
    launcher: launcherIn(place, framework, suite.invocation),
    args: await argsOf(input, framework),
    reportFile: report.source.kind === 'file' ? report.source.path : join(reports, 'report'),
    reportDir: reports,
    cwd,
    injected: injectedFile,
    has: (path) => [cwd, root].some((dir) => existsSync(join(dir, path))),
    read: (path) => textIn([cwd, root], path),
  };
  return {
    framework: framework.id,
    before: suite.invocation.before,
    build: framework.build?.(given) ?? [],
    argv: framework.command(given),
    convert: framework.convert?.(given) ?? null,
    root,
    cwd,
    env: { ...framework.env?.(given), ...suite.invocation.env },
    pathPrefix: binaryDirs(place),
    reportDir,
    report,
  };
}

/** The beginning of a file in the first directory that has it; only a plain file has a text. */
function textIn(dirs: readonly string[], path: string): string {
  const file = dirs
    .map((dir) => join(dir, path))
    .find((one) => statSync(one, { throwIfNoEntry: false })?.isFile() === true);
  if (file === undefined || statSync(file).size > bounds.treeFileBytesMax) return '';
  return readFileSync(file, 'utf8');
}

async function argsOf(input: PlanInput, framework: Framework): Promise<readonly string[]> {
  const { suite, root, selection } = input;
  const cwd = join(root, suite.dir);
  const args = [...(await expandWords(suite.invocation.args, cwd)), ...input.args];
  if (selection === undefined) return args;
  return selectArgs(framework, selection, { root, dir: suite.dir, args });
}
