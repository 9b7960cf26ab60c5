import { join } from 'node:path';
import type { TestSelection } from '../../model/test-selection.ts';
import type { FoundTests } from '../detect/detection.ts';
import { expandWords } from '../script/expand-words.ts';
import { requireFramework } from '../frameworks/index.ts';
import { injectedFile } from '../injected.ts';
import { binaryDirs, launcherIn } from './launcher.ts';
import { selectArgs } from '../selection/select.ts';

/** Everything one test run needs; nothing is chosen after this. */
export interface TestPlan {
  readonly framework: string;
  readonly argv: readonly string[];
  /** Shell commands that the project's script runs before its tests. */
  readonly before: readonly string[];
  readonly root: string;
  readonly cwd: string;
  /** Added to the environment of the run. */
  readonly env: Readonly<Record<string, string>>;
  /** Put before PATH, as package managers do. */
  readonly pathPrefix: readonly string[];
  readonly reportDir: string;
  /** Where the report will be; null when the report is what the command prints. */
  readonly reportFile: string | null;
}

/** Turns a found suite into the exact command for one tree. */
export async function planTestRun(input: {
  readonly detection: FoundTests;
  /** The absolute path of the tree. */
  readonly root: string;
  /** A directory outside the tree, used by this run alone. */
  readonly reportDir: string;
  /** Further arguments, from the project's configuration. */
  readonly args: readonly string[];
  /** Only these tests; all of them by default. */
  readonly selection?: TestSelection;
}): Promise<TestPlan> {
  const { detection, root, reportDir } = input;
  const framework = requireFramework(detection.framework);
  const cwd = join(root, detection.dir);
  const place = { cwd, root };
  const reportFile = join(reportDir, framework.report.fileName);
  const args = [...(await expandWords(detection.invocation.args, cwd)), ...input.args];
  const { selection } = input;
  const argv = framework.command({
    launcher: launcherIn(place, framework, detection),
    args:
      selection === undefined
        ? args
        : await selectArgs(framework, selection, { root, dir: detection.dir, args }),
    reportFile,
    injected: injectedFile,
  });
  return {
    framework: framework.id,
    argv,
    before: detection.invocation.before,
    root,
    cwd,
    env: detection.invocation.env,
    pathPrefix: binaryDirs(place),
    reportDir,
    reportFile: framework.report.source === 'file' ? reportFile : null,
  };
}
