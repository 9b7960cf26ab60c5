import { GitPluginError, simpleGit } from 'simple-git';
import { AgentTuiError } from '../model/error.ts';
import { fixedLimits } from '../model/limits.ts';
import { startWithRoom } from '../platform/descriptors.ts';
import { gitEnvironment, neutralSettings } from './environment.ts';
import { TurnLimit } from './turn-limit.ts';

const oldestGit = [2, 38] as const;
const gitProcessesMax = 8;
const turns = new TurnLimit(gitProcessesMax);

/** How one git call differs from the plain one. */
export interface GitOptions {
  readonly workTree?: string;
  readonly indexFile?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** When given, any other exit code throws. Without it every exit code is a value. */
  readonly okExitCodes?: readonly number[];
  /** By default the work tree, else the git directory. */
  readonly cwd?: string;
  /** Written to standard input, which is then closed; must not be empty. */
  readonly stdin?: string;
  /** Further `name=value` settings of this call. */
  readonly settings?: readonly string[];
  /** Reads the person's own global and system settings too: only for what touches their checkout. */
  readonly personal?: boolean;
  /** Cut the output at its limit instead of failing. */
  readonly truncate?: boolean;
  readonly outputBytesMax?: number;
  readonly timeLimitMs?: number;
}

/** What one git call gave. */
export interface GitResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Whether the output was cut at its limit; only with `truncate`. */
  readonly wasCut: boolean;
}

/** One git directory, and the only way to run git on it. */
export interface Git {
  readonly dir: string;
  /** Every exit code is a value, unless `okExitCodes` says which are; no git, no directory and a time-out throw. */
  run(args: readonly string[], options?: GitOptions): Promise<GitResult>;
  /** Trimmed standard output; a non-zero exit throws. */
  text(args: readonly string[], options?: GitOptions): Promise<string>;
}

/** Opens a git directory for the engine: scrubbed environment, own identity, hooks and housekeeping off. */
export function openGit(gitDir: string): Git {
  const run = (args: readonly string[], options: GitOptions = {}) =>
    runGit([`--git-dir=${gitDir}`, ...args], {
      ...options,
      cwd: options.cwd ?? options.workTree ?? gitDir,
    });
  const text = async (args: readonly string[], options: GitOptions = {}) => {
    const result = await run(args, { okExitCodes: [0], ...options });
    return result.stdout.trim();
  };
  return { dir: gitDir, run, text };
}

/** Runs git with explicit arguments where no git directory is known yet. */
export async function runGit(
  args: readonly string[],
  options: GitOptions & { readonly cwd: string },
): Promise<GitResult> {
  const release = await turns.take();
  try {
    const result = await startWithRoom(() => execute(args, options));
    const { okExitCodes } = options;
    if (okExitCodes !== undefined && !okExitCodes.includes(result.exitCode)) {
      throw gitFailure(args, result);
    }
    return result;
  } finally {
    release();
  }
}

interface Captured {
  exitCode: number;
  stdout: Buffer;
  stderr: Buffer;
}

async function execute(
  args: readonly string[],
  options: GitOptions & { readonly cwd: string },
): Promise<GitResult> {
  const env = gitEnvironment(process.env, {
    personal: options.personal ?? false,
    extra: { ...placeEnvironment(options), ...options.env },
  });
  const captured: Captured = { exitCode: -1, stdout: Buffer.alloc(0), stderr: Buffer.alloc(0) };
  const cut = new AbortController();
  const outcome = await attempt(() => {
    const git = simpleGit({
      baseDir: options.cwd,
      abort: cut.signal,
      allowEnvironment: Object.keys(env),
      // Only 'close' says that all output has been read; the default also settles 50 ms after 'exit'.
      completion: { onClose: true, onExit: false },
      timeout: { block: options.timeLimitMs ?? fixedLimits.gitDurationMsMax },
      unsafe: {
        allowUnsafeHooksPath: true,
        allowUnsafeFsMonitor: true,
        allowUnsafeConfigPaths: true,
        allowUnsafeTemplateDir: true,
      },
      // Exit codes are values here, so that nobody has to read them out of a message; what is left as an error is a
      // time-out or a cut.
      errors: (error, result) => {
        captured.exitCode = codeOf(result.exitCode);
        captured.stdout = Buffer.concat(result.stdOut);
        captured.stderr = Buffer.concat(result.stdErr);
        return error instanceof GitPluginError ? error : undefined;
      },
      ...(options.stdin === undefined ? {} : { input: () => options.stdin }),
    });
    git.env(env).outputHandler(
      boundOutput(options.outputBytesMax ?? fixedLimits.commandOutputBytesMax, () => {
        cut.abort();
      }),
    );
    const settings = [...neutralSettings, ...(options.settings ?? [])];
    return git.raw([...settings.flatMap((setting) => ['-c', setting]), ...args]);
  });
  const wasCut = cut.signal.aborted;
  if (outcome.error !== null && !(wasCut && options.truncate === true)) {
    throw startFailure(args, options, { error: outcome.error, wasCut });
  }
  if (captured.exitCode < 0) throw startFailure(args, options, { error: null, wasCut });
  return {
    exitCode: wasCut ? 0 : captured.exitCode,
    stdout: captured.stdout.toString('utf8'),
    stderr: captured.stderr.toString('utf8'),
    wasCut,
  };
}

/** A process that a signal ended has no exit code; that must not look like a success. */
function codeOf(exitCode: number | null): number {
  return exitCode ?? 255;
}

function placeEnvironment(options: GitOptions): Record<string, string> {
  return {
    ...(options.workTree === undefined ? {} : { GIT_WORK_TREE: options.workTree }),
    ...(options.indexFile === undefined ? {} : { GIT_INDEX_FILE: options.indexFile }),
  };
}

/**
 * Counts what a command prints and says when it is too much. The empty chunk at the end spares 50 ms: simple-git
 * waits so long for more when a command has printed nothing, and most of ours print nothing.
 */
function boundOutput(bytesMax: number, onTooMuch: () => void) {
  return (_command: string, stdout: NodeJS.ReadableStream) => {
    let bytes = 0;
    stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > bytesMax) onTooMuch();
    });
    stdout.once('end', () => stdout.emit('data', Buffer.alloc(0)));
  };
}

async function attempt(call: () => PromiseLike<unknown>): Promise<{ error: Error | null }> {
  try {
    await call();
    return { error: null };
  } catch (error) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }
}

/** The git command and its operands as a person would name them. */
function commandName(args: readonly string[]): string {
  return `git ${args.find((word) => !word.startsWith('-')) ?? ''}`.trim();
}

function gitFailure(args: readonly string[], result: GitResult): AgentTuiError {
  const lines = result.stderr.split('\n').filter((line) => line.trim() !== '');
  const said = lines.find((line) => /^(fatal|error):/.test(line)) ?? lines[0] ?? '';
  const exit = `exit code ${String(result.exitCode)}`;
  return new AgentTuiError(
    'environment',
    `${commandName(args)} failed: ${said === '' ? exit : said.slice(0, 500)}`,
    {
      hint: 'Look at what git says above; free disk space and file permissions are the usual causes.',
    },
  );
}

function startFailure(
  args: readonly string[],
  options: GitOptions & { readonly cwd: string },
  failure: { readonly error: Error | null; readonly wasCut: boolean },
): AgentTuiError {
  const name = commandName(args);
  const cause = failure.error;
  if (failure.wasCut) {
    return new AgentTuiError('environment', `${name} printed more than is kept`, {
      hint: 'This is far more than any known use needs; look for very large files in the change.',
      cause,
    });
  }
  if (cause === null) {
    return new AgentTuiError('environment', `${name} could not be started in ${options.cwd}`, {
      hint: 'Install git 2.38 or newer and make sure that it is on PATH.',
    });
  }
  return new AgentTuiError('environment', `${name} failed in ${options.cwd}: ${firstLine(cause)}`, {
    hint: 'Check that the directory exists and that the disk answers.',
    cause,
  });
}

function firstLine(error: Error): string {
  return error.message.split('\n')[0] ?? '';
}

/** The version of the git on PATH. */
export async function gitVersion(path?: string): Promise<[number, number]> {
  const result = await runGit(['version'], {
    cwd: '/',
    ...(path === undefined ? {} : { env: { PATH: path } }),
  });
  const found = /(\d+)\.(\d+)/.exec(result.stdout);
  if (result.exitCode !== 0 || found === null) {
    throw new AgentTuiError('environment', 'git does not tell its version', {
      hint: 'Install git 2.38 or newer and make sure that it is first on PATH.',
    });
  }
  return [Number(found[1]), Number(found[2])];
}

/** Throws unless the git on PATH can merge without a checkout, which takes 2.38. */
export async function requireGit(path?: string): Promise<void> {
  const [major, minor] = await gitVersion(path);
  const [oldestMajor, oldestMinor] = oldestGit;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new AgentTuiError('environment', `git ${String(major)}.${String(minor)} is too old`, {
    hint: 'Install git 2.38 or newer and make sure that it is first on PATH.',
  });
}
