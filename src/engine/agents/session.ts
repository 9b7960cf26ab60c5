import { AgentTuiError } from '../model/error.ts';
import { agentEnvironment } from '../platform/child-environment.ts';
import { startProcess } from '../platform/commands.ts';
import type { EarlierProcess } from '../platform/commands.ts';
import { ensurePrivateDir } from '../platform/files.ts';
import type { Traces } from '../platform/process-row.ts';
import { AgentSession } from './agent-session.ts';
import { driverNamed, recordedDriver } from './drivers/index.ts';
import type { LiveSession, SessionDeps, SessionOptions } from './live-session.ts';
import { SessionOutput } from './session-output.ts';
import { exitFile, rawLogFile, readTranscript } from './transcript.ts';

export type { LiveSession, SessionDeps, SessionEnd, SessionOptions } from './live-session.ts';

/** Starts an agent in its worktree. An agent that cannot be started is a session that has ended as `not-started`. */
export async function startSession(
  deps: SessionDeps,
  options: SessionOptions,
): Promise<LiveSession> {
  const { brief, settings, id, marker } = options;
  await ensurePrivateDir(deps.logsDir);
  const driver = driverNamed(settings.driver);
  const spec = driver.start(brief, settings);
  const { clock, logsDir, priceOf } = deps;
  const { model } = brief;
  const output = new SessionOutput({
    ...{ clock, logsDir, id, priceOf, model },
    reader: driver.reader(),
  });
  output.prompt(brief.prompt);
  const outputFile = rawLogFile(logsDir, id);
  try {
    const started = await startProcess({
      argv: spec.argv,
      cwd: brief.worktree,
      env: agentEnvironment(deps.baseEnv, spec.env),
      stdin: spec.stdin,
      marker,
      outputFile,
      exitFile: exitFile(logsDir, id),
    });
    if (started.kind === 'running') {
      const traces = { workDir: brief.worktree, outputFile };
      return new AgentSession(deps, options, { output, started, traces });
    }
    return await notStarted(deps, options, {
      output,
      detail: `${driver.program(settings)} was not found`,
    });
  } catch (error) {
    await output.end();
    if (!(error instanceof AgentTuiError)) throw error;
    return notStarted(deps, options, { output, detail: error.message });
  }
}

/** Takes over a session whose process an earlier engine started. */
export async function adoptSession(
  deps: SessionDeps,
  earlier: {
    readonly id: string;
    readonly marker: string;
    readonly driver: string;
    readonly model: string | null;
    readonly traces: Traces;
    readonly started: EarlierProcess;
    /** Wall-clock milliseconds. */
    readonly startedAt: number;
  },
): Promise<LiveSession> {
  const { clock, logsDir, priceOf } = deps;
  const { id, started, model } = earlier;
  const output = new SessionOutput({
    ...{ clock, logsDir, id, priceOf, model },
    reader: recordedDriver(earlier.driver).reader(),
    earlier: await readTranscript(logsDir, id),
  });
  const { traces, startedAt } = earlier;
  return new AgentSession(deps, earlier, { output, started, traces, startedAt });
}

async function notStarted(
  deps: SessionDeps,
  options: SessionOptions,
  failure: { output: SessionOutput; detail: string },
): Promise<LiveSession> {
  const { output, detail } = failure;
  await output.end();
  output.note(detail);
  const startedAt = deps.clock.monotonic();
  const nothing = { exitCode: null, signal: null, survivors: 0 };
  return {
    id: options.id,
    identity: null,
    startedAt: deps.clock.now(),
    progressAt: () => startedAt,
    usage: () => output.usage(),
    onUsage: (listener) => output.onUsage(listener),
    paused: false,
    letGo: () => undefined,
    pause: () => Promise.resolve(),
    resume: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    ended: Promise.resolve({ ending: 'not-started', detail, ...nothing }),
    onEntries: (listener) => output.onEntries(listener),
    entries: () => output.entries(),
  };
}
