import { createHash } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { mendDatabase, openDatabase, type Db, type Mended } from './db/index.ts';
import { inspectProject, type PersonRepository } from './git/person.ts';
import { loadConfig, runPresetOf, type ConfigFlags } from './load-config.ts';
import type { Config } from './model/config.ts';
import { AgentTuiError } from './model/error.ts';
import type { PresetName } from './model/preset.ts';
import { systemClock } from './platform/clock.ts';
import { networkUnder } from './platform/disk-space.ts';
import { ensurePrivateDir } from './platform/files.ts';

/** Where everything of one project lives. */
export interface ProjectPaths {
  readonly projectDir: string;
  readonly stateDir: string;
  readonly database: string;
  readonly lock: string;
  readonly gate: string;
  readonly work: string;
  readonly worktrees: string;
  readonly logs: string;
  readonly verdicts: string;
}

/** One opened repository: paths, configuration and database; nothing of it runs. */
export interface Project {
  readonly name: string;
  readonly person: PersonRepository;
  /** The branch that verified work is for. */
  readonly target: string;
  readonly config: Config;
  /** The preset that a flag or the environment names for this run, over every other word; null when neither does. */
  readonly runPreset: PresetName | null;
  readonly paths: ProjectPaths;
  /** Opened when it is first asked for. */
  readonly db: Db;
  /** Looks at the whole database and repairs it, for the holder of the engine lock; undefined when it was sound. */
  mend(): Mended | undefined;
  close(): void;
}

/** How to open a project. */
export interface ProjectOptions {
  readonly dir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly flags?: ConfigFlags;
}

/**
 * Opens the project that a directory belongs to.
 * @throws AgentTuiError when it is no usable git repository, or its configuration or state cannot be read.
 */
export async function openProject(options: ProjectOptions): Promise<Project> {
  const person = await inspectProject(options.dir);
  const projectDir = person.topLevel ?? person.commonDir;
  const sources = { env: options.env, flags: options.flags ?? {} };
  const config = await loadConfig({ projectDir, ...sources });
  const target = config.target ?? person.head.branch;
  if (target === null) {
    throw new AgentTuiError('usage', `${projectDir} has no branch checked out (detached HEAD)`, {
      hint: 'name the branch that work is for: {"target": "main"} in agent-tui.json',
    });
  }
  const paths = projectPaths(person, options.env);
  await ensurePrivateDir(paths.stateDir);
  requireLocalState(paths.stateDir, options.env);
  await ensurePrivateDir(paths.logs);
  const database = databaseOf(paths.database);
  return {
    name: person.name,
    person,
    target,
    config,
    runPreset: runPresetOf(sources),
    paths,
    get db() {
      return database.open();
    },
    mend: database.mend,
    close: database.close,
  };
}

/** A command that only says where things are need not open it, and an engine has it repaired before. */
function databaseOf(path: string): Pick<Project, 'mend' | 'close'> & { open(): Db } {
  let opened: Db | undefined;
  const close = () => {
    opened?.close();
    opened = undefined;
  };
  return {
    open: () => (opened ??= openDatabase(path)),
    mend: () => {
      const mended = mendDatabase(path, systemClock.now());
      // What was open is the file that has been moved away.
      if (mended !== undefined) close();
      opened ??= openDatabase(path, 'held');
      return mended;
    },
    close,
  };
}

/**
 * SQLite's write-ahead log needs memory that all its readers share: over a network it would break without a word.
 * @throws AgentTuiError `environment`, unless the person says that they know better.
 */
function requireLocalState(
  stateDir: string,
  env: Readonly<Record<string, string | undefined>>,
): void {
  const network = networkUnder(stateDir);
  if (network === null || env['AGENT_TUI_NETWORK_STATE'] === 'allow') return;
  throw new AgentTuiError(
    'environment',
    `the state cannot be kept in ${stateDir}: it is on a network file system (${network})`,
    {
      hint: 'name a directory on a disk of this machine: AGENT_TUI_STATE=/var/tmp/agent-tui-state',
    },
  );
}

/** Says where a project's state lives, without making any of it. */
export function projectPaths(
  person: PersonRepository,
  env: Readonly<Record<string, string | undefined>>,
): ProjectPaths {
  const hash = createHash('sha256').update(person.commonDir).digest('hex').slice(0, 12);
  const stateHome = env['XDG_STATE_HOME'] || join(env['HOME'] ?? '/', '.local', 'state');
  const stateDir =
    env['AGENT_TUI_STATE'] || join(stateHome, 'agent-tui', `${repositoryName(person)}-${hash}`);
  return {
    projectDir: person.topLevel ?? person.commonDir,
    stateDir,
    database: join(stateDir, 'state.db'),
    lock: join(stateDir, 'lock.db'),
    gate: join(stateDir, 'gate.git'),
    work: join(stateDir, 'work.git'),
    worktrees: join(stateDir, 'worktrees'),
    logs: join(stateDir, 'logs'),
    verdicts: join(stateDir, 'verdicts'),
  };
}

/** The same for every worktree of a repository, so that they share one state and one lock. */
function repositoryName({ commonDir }: PersonRepository): string {
  const isInside = basename(commonDir) === '.git';
  return basename(isInside ? dirname(commonDir) : commonDir).replace(/\.git$/, '') || 'project';
}
