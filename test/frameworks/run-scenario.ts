import { execFile } from 'node:child_process';
import { chmod } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Config } from '../../src/engine/model/config.ts';
import type { TestRun } from '../../src/engine/model/test-report.ts';
import type { TestSelection } from '../../src/engine/model/test-selection.ts';
import { systemClock } from '../../src/engine/platform/clock.ts';
import type { FoundSuite } from '../../src/engine/testing/index.ts';
import {
  detectTests,
  planTestRun,
  proveRed,
  runTests,
  suiteForFile,
  workTreeFiles,
  writeTestFile,
} from '../../src/engine/testing/index.ts';
import type { Tree } from '../testing/tree.ts';
import { makeTree, noOverride } from '../testing/tree.ts';
import type { FrameworkCase, ScenarioName } from './framework-case.ts';
import { filesOf, processesLeft, rememberingRandom } from './left.ts';
import type { Equipment } from './needs.ts';
import { wrongIn } from './wrong-in.ts';

const execute = promisify(execFile);
const hangDurationMsMax = 15_000;

/** What a scenario is run with. */
export interface Place {
  readonly equipment: Equipment;
  readonly signal: AbortSignal;
  /** Trees of scenarios that broke stay on disk. */
  readonly keeps: boolean;
}

/** A scenario's project on disk, with what its runs need. */
interface Stage {
  readonly one: FrameworkCase;
  readonly name: ScenarioName;
  readonly place: Place;
  readonly tree: Tree;
  readonly random: ReturnType<typeof rememberingRandom>;
  /** The files as they are before the tests run. */
  before: ReadonlyMap<string, string>;
}

/** Runs one scenario in a fresh tree; answers with everything that is not as it should be. */
export async function runScenario(
  one: FrameworkCase,
  name: ScenarioName,
  place: Place,
): Promise<readonly string[]> {
  const scenario = one[name];
  const tree = await makeTree({ ...one.files, ...scenario?.files });
  const stage: Stage = { one, name, place, tree, random: rememberingRandom(), before: new Map() };
  const wrong: string[] = [];
  try {
    await makeReady(stage);
    stage.before = await filesOf(tree.root);
    wrong.push(...(name === 'generated' ? await generate(stage) : await runOnce(stage, name)));
    wrong.push(...(await leftBehind(stage)));
  } catch (error) {
    wrong.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  if (wrong.length > 0 && place.keeps) wrong.push(`kept in ${tree.root}`);
  else await tree.remove();
  return wrong;
}

/** Packages as copies, since programs look for their project from where they really are; scripts can be run. */
async function makeReady({ one, name, place, tree }: Stage): Promise<void> {
  const { modules } = place.equipment;
  if (modules !== null) await execute('cp', ['-al', modules, join(tree.root, 'node_modules')]);
  for (const [path, text] of Object.entries({ ...one.files, ...one[name]?.files })) {
    if (text.startsWith('#!')) await chmod(join(tree.root, path), 0o755);
  }
}

async function runOnce(stage: Stage, name: Exclude<ScenarioName, 'generated'>): Promise<string[]> {
  const { one } = stage;
  const found = await findSuite(stage, {
    file: null,
    mayName: name === 'zero' || name === 'broken',
  });
  const run = await runSuite(stage, found, { file: null, name: null });
  return wrongIn(one, name, run);
}

/** Detects as the program does; where a tree has nothing to find yet, the framework is named as a person would. */
async function findSuite(
  { one, tree }: Stage,
  choice: { readonly file: string | null; readonly mayName: boolean },
): Promise<FoundSuite> {
  const files = await workTreeFiles(tree.root);
  const own = one.override ?? noOverride;
  const named: Config['test'] = { ...own, framework: one.framework };
  const told: string[] = [];
  for (const override of choice.mayName ? [own, named] : [own]) {
    const detection = await detectTests({ ...files, override });
    if (detection.kind === 'none') {
      told.push(detection.reasons.join('; '));
      continue;
    }
    const { file } = choice;
    const suite = file === null ? detection.primary : suiteForFile(detection, file);
    if (suite.framework === one.framework) return suite;
    told.push(`found ${suite.framework} in "${suite.dir}" (${suite.reasons.join('; ')})`);
  }
  throw new Error(`detection does not find ${one.framework}: ${told.join(' / ')}`);
}

async function runSuite(
  { one, name, place, tree, random }: Stage,
  suite: FoundSuite,
  selection: TestSelection,
): Promise<TestRun> {
  const reportDir = join(tree.scratch, random.id());
  const args = one.override?.args ?? [];
  const plan = await planTestRun({ suite, root: tree.root, reportDir, args, selection });
  return runTests({
    plan,
    baseEnv: place.equipment.env,
    timeLimitMs: name === 'hang' ? (one.hangLimitMs ?? hangDurationMsMax) : one.timeLimitMs,
    clock: systemClock,
    random,
    outputFile: join(tree.scratch, 'printed.log'),
    signal: place.signal,
  });
}

/** Writes tests for a source, which are all red because nobody has written them. */
async function generate(stage: Stage): Promise<string[]> {
  const { one, tree } = stage;
  const order = one.generated;
  if (order === null) return [];
  const { source, tests } = order;
  const { root } = tree;
  const suite = await findSuite(stage, { file: source, mayName: true });
  const files = await workTreeFiles(root);
  const written = await writeTestFile({ root, files, suite, source, tests, file: null });
  stage.before = await filesOf(root);
  const after = await findSuite(stage, { file: written.file, mayName: true });
  const proof = await proveRed(written, (selection) => runSuite(stage, after, selection));
  const { isRed, reason, run } = proof;
  if (isRed) return [];
  return [`${written.file} is not red: ${reason ?? ''}`, written.text, endOf(run.output)];
}

function endOf(output: string): string {
  return output.slice(-2_000);
}

/** Processes of the run, and files that are neither the project's nor what its tool writes. */
async function leftBehind({ one, tree, random, before }: Stage): Promise<string[]> {
  const wrong: string[] = [];
  const pids = await processesLeft(dirname(tree.root), random.names);
  if (pids.length > 0) wrong.push(`processes are left: ${pids.join(', ')}`);
  const after = await filesOf(tree.root);
  for (const [path, text] of after) {
    const isExpected = before.get(path) === text || one.leaves?.test(path) === true;
    if (!isExpected) wrong.push(`the run left or changed ${path}`);
  }
  for (const path of before.keys()) if (!after.has(path)) wrong.push(`the run removed ${path}`);
  return wrong;
}
