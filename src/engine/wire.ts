import { join } from 'node:path';
import type { Banners } from './banners.ts';
import type { Bus } from './bus.ts';
import { chooseAgent, requireAgent, type DriverChoice } from './choose-agent.ts';
import { newRun, type Context } from './context.ts';
import { createAgents } from './agents/agents.ts';
import { openBroker } from './broker/index.ts';
import { openBackups, placesOf, readIntake, type Backups, type Db } from './db/index.ts';
import { FeatureCache } from './feature-cache.ts';
import { openFeedback } from './feedback.ts';
import { requireGit, resolve, type Git } from './git/index.ts';
import { createGatekeeper, type Gatekeeper } from './gatekeeper/index.ts';
import { openKnowledge } from './knowledge/index.ts';
import { AgentTuiError } from './model/error.ts';
import { fixedLimits, limitsOf, type Limits } from './model/limits.ts';
import { openModels } from './models/open-models.ts';
import { loadPrices, type PriceOf } from './models/prices.ts';
import type { Clock } from './platform/clock.ts';
import { systemRandom } from './platform/random.ts';
import type { Project } from './project.ts';
import { openQueue } from './queue/index.ts';
import { createSetUp } from './set-up-slot.ts';
import { inTurn, makeSlots } from './slots.ts';
import { openStateDisk } from './state-disk.ts';
import { stopLeftRuns } from './testing/index.ts';
import { createWorktrees, openRepositories, type Repositories } from './worktrees/index.ts';

/** What the engine is wired with. */
export interface WireOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly bus: Bus;
  readonly clock: Clock;
  /** Hears of a bug that ends the run. */
  readonly failed: (error: unknown) => void;
  /** Makes the next tick come sooner. */
  readonly wake: () => void;
}

/**
 * Opens every part of an engine on a project; nothing runs yet.
 * @throws AgentTuiError when git, the agent or the project's tests cannot be used.
 */
export async function wire(project: Project, options: WireOptions): Promise<Context> {
  const { env, bus, clock } = options;
  const { config, paths, person, target } = project;
  const [priceOf] = await Promise.all([loadPrices(() => clock.now()), requireGit()]);
  const agent = chooseAgent(config);
  await requireAgent(agent, { cwd: paths.projectDir, path: env['PATH'] ?? '' });
  await requireRoomForMirror(person.git);
  const limits = limitsOf(config.limits);
  const repositories = await openRepositories({ person, stateDir: paths.stateDir, target });
  const gatekeeper = createGatekeeper({
    repositories,
    stateDir: paths.stateDir,
    config: { limits, test: config.test, setup: config.setup },
    clock,
    random: systemRandom,
    baseEnv: env,
  });
  const testFramework = await requireTests(project, gatekeeper);
  const queue = openQueue(
    project.db,
    () => clock.now(),
    (events) => {
      // Before anybody hears of it: who asks for the view then must see what has changed.
      features.forget();
      bus.published(events);
    },
  );
  const features = new FeatureCache(() => queue.features.all());
  const stopping = new AbortController();
  const run = newRun(clock, queue.features.countIn('merged'));
  const context: Context = {
    project,
    ...openParts(project, { limits, repositories, agent, priceOf, ...options }),
    disk: openStateDisk(paths),
    readIntake: () => readIntake(placesOf(paths.database).intakeDir),
    backups: keepBackups(project.db, options, run.banners),
    queue,
    features,
    worktrees: createWorktrees({ repositories, stateDir: paths.stateDir, clock }),
    gatekeeper,
    clock,
    random: systemRandom,
    limits,
    agent,
    testFramework,
    slots: makeSlots(config.parallel),
    claimInTurn: inTurn(),
    run,
    stopping: stopping.signal,
    stop: () => {
      stopping.abort();
    },
    failed: options.failed,
    changed: bus.changed,
    wake: options.wake,
    transcribed: bus.transcribed,
  };
  context.run.main = await gatekeeper.mainStatus();
  return context;
}

/** What agents run through, and who says whose a feature is. */
function openParts(
  { db, paths, config, runPreset }: Project,
  given: WireOptions & {
    readonly limits: Limits;
    readonly repositories: Repositories;
    readonly agent: DriverChoice;
    readonly priceOf: PriceOf;
  },
): Pick<
  Context,
  'agents' | 'models' | 'setUp' | 'broker' | 'feedback' | 'knowledge' | 'stopLeftRuns' | 'tools'
> {
  const { clock, limits, repositories, agent, priceOf, env: baseEnv } = given;
  const random = systemRandom;
  const shared = { clock, random, limits, baseEnv };
  return {
    tools: null,
    agents: createAgents({
      ...shared,
      logsDir: paths.logs,
      worktreesDir: paths.worktrees,
      settings: agent.settings,
      priceOf,
    }),
    models: openModels({ db, now: () => clock.now(), config, agent, priceOf, runPreset }),
    feedback: openFeedback(paths.logs),
    knowledge: openKnowledge(db, () => clock.now()),
    stopLeftRuns: () => stopLeftRuns(paths.stateDir, clock),
    setUp: createSetUp({ ...shared, gate: repositories.gate, paths, override: config.setup }),
    broker: openBroker({
      clock,
      random,
      path: join(paths.stateDir, 'broker.db'),
      leaseDurationMs: limits.leaseDurationMs,
      sweepIntervalMs: fixedLimits.leaseSweepIntervalMs,
    }),
  };
}

/** The copies of the database; a person is told when none can be made. */
function keepBackups(db: Db, { clock, failed }: WireOptions, banners: Banners): Backups {
  return openBackups({
    db,
    clock,
    onBug: failed,
    onFault: (fault) => {
      if (fault === null) banners.clear('backup');
      else banners.show('backup', `no backup could be made: ${fault.message}`);
    },
  });
}

/** Git keeps branches as files: a branch `agent-tui` leaves no room for `agent-tui/main`. */
async function requireRoomForMirror(git: Git): Promise<void> {
  if ((await resolve(git, 'refs/heads/agent-tui')) === null) return;
  throw new AgentTuiError(
    'environment',
    'a branch named agent-tui is in the way of agent-tui/main',
    {
      hint: 'rename it: git branch -m agent-tui another-name',
    },
  );
}

/** The framework that the gate will run: without tests there is nothing that could let a feature into main. */
async function requireTests(project: Project, gatekeeper: Gatekeeper): Promise<string> {
  const { detection } = await gatekeeper.planStartMain();
  if (detection.kind === 'found') return detection.primary.framework;
  const { reasons, missingDir } = detection;
  if (missingDir !== null) {
    throw new AgentTuiError('usage', `${project.name}: ${reasons[0] ?? missingDir}`, {
      hint: 'set test.dir in agent-tui.json to a directory relative to the project',
    });
  }
  const reason = reasons[0] === undefined ? '' : `: ${reasons[0]}`;
  throw new AgentTuiError('environment', `no tests found in ${project.name}${reason}`, {
    hint: 'commit a first test, or name the suite: {"test":{"framework":"pytest","dir":"api"}} in agent-tui.json',
  });
}
