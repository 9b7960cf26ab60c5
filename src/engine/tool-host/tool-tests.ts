import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../model/config.ts';
import { byteWords } from '../model/disk.ts';
import { AgentTuiError } from '../model/error.ts';
import { fixedLimits } from '../model/limits.ts';
import type { Limits } from '../model/limits.ts';
import type { TestRun } from '../model/test-report.ts';
import type { Clock } from '../platform/clock.ts';
import { ensurePrivateDir, removeTree } from '../platform/files.ts';
import type { Random } from '../platform/random.ts';
import {
  detectTests,
  frameworkFacts,
  joinRuns,
  planTestRun,
  printedSoFar,
  proveRed,
  runTests,
  suiteForFile,
  suitesForGate,
  typedCommand,
  workTreeFiles,
  writeTestFile,
} from '../testing/index.ts';
import type { FoundSuite, FoundTests } from '../testing/index.ts';
import { RunTurns } from './run-turns.ts';
import type {
  Ask,
  DetectedSuite,
  DetectedTests,
  TestFileRequest,
  TestSelection,
  ToolTests,
  WorkPlace,
  WrittenTests,
} from './tool-host.ts';

/** What the tools' tests are made from. */
export interface ToolTestsOptions {
  /** @throws AgentTuiError for a caller who has no work tree. */
  readonly placeOf: (ask: Ask) => WorkPlace | Promise<WorkPlace>;
  readonly test: Config['test'];
  readonly limits: Pick<Limits, 'testDurationMsMax' | 'testSilenceMsMax' | 'buildDurationMsMax'>;
  readonly baseEnv: NodeJS.ProcessEnv;
  readonly clock: Clock;
  readonly random: Random;
  /** Where reports and output of a run go while it lasts; outside of every work tree. */
  readonly scratchDir: string;
  /** Where what runs is written down, for `stopLeftRuns`. */
  readonly runningDir?: string | undefined;
}

/** Makes what tools may do about tests. What a run shows is for the caller alone; the gate never hears of it. */
export function createToolTests(options: ToolTestsOptions): ToolTests {
  const turns = new RunTurns();
  const inTurn = async <Value>(ask: Ask, root: string, call: () => Promise<Value>) => {
    const release = await waitForTurn(turns, ask, { key: root, clock: options.clock });
    try {
      return await call();
    } finally {
      release();
    }
  };
  return {
    framework: frameworkFacts,
    detect: async (ask) => detect(options, (await options.placeOf(ask)).root),
    generate: async (ask, request) => {
      const { root, mayWrite } = await options.placeOf(ask);
      if (!mayWrite) throw notYours();
      return inTurn(ask, root, async () => {
        await requireSame(options, ask, root);
        return generate({ options, ask, root }, request);
      });
    },
    run: async (ask, selection) => {
      const { root, onGreen } = await options.placeOf(ask);
      return inTurn(ask, root, async () => {
        await requireSame(options, ask, root);
        const detection = await requireTests(options, root);
        const run = await runSuites({ options, ask, root }, detection, selection);
        const isWhole = selection.file === null && selection.name === null;
        if (isWhole && run.verdict === 'passed') await onGreen?.(run);
        return run;
      });
    },
  };
}

/** While it waited its attempt may have ended, and the work tree may be somebody else's by now. */
async function requireSame({ placeOf }: ToolTestsOptions, ask: Ask, root: string): Promise<void> {
  if ((await placeOf(ask)).root === root) return;
  throw new AgentTuiError('usage', 'the work tree has changed while the call waited', {
    hint: 'call again',
  });
}

/** Tells again and again that it waits, so that no client gives up meanwhile. */
async function waitForTurn(
  turns: RunTurns,
  { signal, progress }: Ask,
  { key, clock }: { readonly key: string; readonly clock: Clock },
): Promise<() => void> {
  let stopTelling: () => void = () => undefined;
  const onWait = (ahead: number) => {
    const tell = () => {
      progress(
        `waiting: ${String(ahead)} other test ${ahead === 1 ? 'run was' : 'runs were'} there first`,
      );
    };
    tell();
    stopTelling = clock.every(fixedLimits.toolTestProgressMs, tell);
  };
  try {
    return await turns.take({ key, signal, onWait });
  } finally {
    stopTelling();
  }
}

function notYours(): AgentTuiError {
  return new AgentTuiError('usage', 'a test file is written only where a feature is worked on', {
    hint: 'claim a feature and write in its work tree; a checkout of the person is only read and tested',
  });
}

async function detect(options: ToolTestsOptions, root: string): Promise<DetectedTests> {
  const detection = await detectTests({ ...(await workTreeFiles(root)), override: options.test });
  if (detection.kind === 'none') return { kind: 'none', reasons: detection.reasons };
  const typed = { args: options.test.args, has: (path: string) => existsSync(join(root, path)) };
  const { primary, suites } = detection;
  const { packageManager, reasons, hangRisk } = primary;
  const told = { ...toldSuite(primary, typed), packageManager, reasons, hangRisk };
  const others = suites.slice(1).map((suite) => toldSuite(suite, typed));
  return { kind: 'found', ...told, others };
}

function toldSuite(suite: FoundSuite, place: Parameters<typeof typedCommand>[1]): DetectedSuite {
  const { framework, dir } = suite;
  return { framework, dir, command: typedCommand(suite, place).words };
}

/** The suites of a work tree, found anew each time: the work of an agent may just have changed them. */
async function requireTests(
  options: ToolTestsOptions,
  root: string,
  framework: string | null = null,
): Promise<FoundTests> {
  const override = framework === null ? options.test : { ...options.test, framework };
  const detection = await detectTests({ ...(await workTreeFiles(root)), override });
  if (detection.kind === 'found') return detection;
  throw new AgentTuiError('usage', `no tests were found: ${detection.reasons.join('; ')}`, {
    hint: 'write the first test with generate_test_file, naming a framework; or a test script; or test.framework in agent-tui.json',
  });
}

interface Call {
  readonly options: ToolTestsOptions;
  readonly ask: Ask;
  readonly root: string;
}

async function generate(call: Call, request: TestFileRequest): Promise<WrittenTests> {
  const { options, root } = call;
  const { source, tests, file, framework } = request;
  const suite = suiteForFile(await requireTests(options, root, framework), source);
  const files = await workTreeFiles(root);
  const written = await writeTestFile({ root, files, suite, source, tests, file });
  // The first test file of a project may change how its tests are run.
  const after = suiteForFile(await requireTests(options, root, framework), written.file);
  const proof = await proveRed(written, (selection) => runSelected(call, after, selection));
  const { registered } = written;
  return {
    file: written.file,
    registered,
    text: written.text,
    framework: suite.framework,
    ...proof,
  };
}

/** Runs the suite of a chosen file, else every suite that decides at the gate, up to the first that does not pass. */
async function runSuites(
  call: Call,
  found: FoundTests,
  selection: TestSelection,
): Promise<TestRun> {
  if (selection.file !== null) {
    return runSelected(call, suiteForFile(found, selection.file), selection);
  }
  const suites = selection.name === null ? suitesForGate(found) : [found.primary];
  const runs: TestRun[] = [];
  for (const suite of suites) {
    const run = await runSelected(call, suite, selection);
    runs.push(run);
    if (run.verdict !== 'passed') break;
  }
  return joinRuns(suites, runs) ?? runSelected(call, found.primary, selection);
}

async function runSelected(
  { options, ask, root }: Call,
  suite: FoundSuite,
  selection: TestSelection,
): Promise<TestRun> {
  const { clock, random, baseEnv, limits, test, runningDir } = options;
  const reportDir = join(options.scratchDir, random.id());
  const outputFile = join(reportDir, 'test.log');
  const plan = await planTestRun({ suite, root, reportDir, args: test.args, selection });
  await ensurePrivateDir(reportDir);
  const startedAt = clock.monotonic();
  const stopTelling = clock.every(fixedLimits.toolTestProgressMs, () => {
    const seconds = Math.floor((clock.monotonic() - startedAt) / 1000);
    ask.progress(
      `running for ${String(seconds)} s, ${byteWords(printedSoFar(outputFile))} of output`,
    );
  });
  try {
    const timeLimitMs = limits.testDurationMsMax;
    const { signal } = ask;
    const silenceLimitMs = limits.testSilenceMsMax;
    const buildLimitMs = limits.buildDurationMsMax;
    const bounded = { timeLimitMs, silenceLimitMs, buildLimitMs };
    const given = { plan, baseEnv, clock, random, outputFile, signal, runningDir };
    return await runTests({ ...given, ...bounded });
  } finally {
    stopTelling();
    await removeTree(reportDir);
  }
}
