import { mkdir, rename, rm, symlink } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { openGit, runGit } from '../git/git.ts';
import type { Git } from '../git/git.ts';
import type { PersonRepository } from '../git/person.ts';
import { deleteRef, resolve, setRef } from '../git/plumbing.ts';
import { AgentTuiError } from '../model/error.ts';
import { effect } from '../platform/effect.ts';
import { onDisk } from '../platform/files.ts';
import { systemRandom } from '../platform/random.ts';
import { isPresent } from './paths.ts';
import { agentSettings, contentSettings, settingsOf, writeSettings } from './settings.ts';

/** The three repositories of one project. */
export interface Repositories {
  readonly person: PersonRepository;
  /** Bare; only the engine writes it. Verified main is its `refs/heads/main`. */
  readonly gate: Git;
  /** Bare; the agents' worktrees are linked to it. */
  readonly work: Git;
  /**
   * The objects of work.git behind a configuration that only the engine writes. Objects of agents are read through
   * this, because git can be made to start programs by the settings of the repository it reads from.
   */
  readonly workObjects: Git;
  /** The person's branch that verified work is for. */
  readonly target: string;
}

/** The name of verified main in gate.git, whatever the person calls theirs. */
export const gateMain = 'refs/heads/main';

/** Names the person's branch in gate.git. */
const targetSetting = 'agent-tui.target';

const commonSettings: readonly (readonly [string, string])[] = [
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
];

/** The newest verified commit; gate.git always has one. */
export async function verifiedMain({ gate }: Pick<Repositories, 'gate'>): Promise<string> {
  const main = await resolve(gate, gateMain);
  if (main === null) throw new Error(`${gate.dir} has no main`);
  return main;
}

/** The person's branch that a gate.git was made for; null when it does not say. */
export async function recordedTarget(gate: Git): Promise<string | null> {
  const found = await gate.run(['config', '--get', targetSetting]);
  return found.exitCode === 0 ? found.stdout.replace(/\n$/, '') : null;
}

/** What opening needs to know. */
export interface RepositoriesInput {
  readonly person: PersonRepository;
  readonly stateDir: string;
  readonly target: string;
}

/**
 * Opens gate.git and work.git, and makes them first where they are missing; for the holder of the engine lock alone.
 * @throws AgentTuiError when the branch is not there, or the repositories were made for another one.
 */
export function openRepositories(input: RepositoriesInput): Promise<Repositories> {
  return onDisk(() => openOrMake(input));
}

/** Opens what is there and whole, and makes nothing; undefined when an engine has not made everything yet. */
export async function openExistingRepositories(
  input: RepositoriesInput,
): Promise<Repositories | undefined> {
  const { person, stateDir, target } = input;
  const dirs = placesOf(stateDir);
  const heads = [dirs.gate, dirs.work, dirs.workObjects].map((dir) => join(dir, 'HEAD'));
  if (!(await Promise.all(heads.map(isPresent))).every(Boolean)) return undefined;
  const gate = openGit(dirs.gate);
  await requireTarget(gate, input);
  return { person, gate, work: openGit(dirs.work), workObjects: openGit(dirs.workObjects), target };
}

/** One verified main cannot be that of two branches. */
async function requireTarget(gate: Git, { stateDir, target }: RepositoriesInput): Promise<void> {
  const recorded = await recordedTarget(gate);
  if (recorded === null || recorded === target) return;
  throw new AgentTuiError(
    'usage',
    `this project's verified main is for ${recorded}, not for ${target}`,
    {
      hint: `name "target": "${recorded}" in agent-tui.json; to begin anew for ${target}, move ${stateDir} away`,
    },
  );
}

function placesOf(stateDir: string) {
  return {
    gate: join(stateDir, 'gate.git'),
    work: join(stateDir, 'work.git'),
    workObjects: join(stateDir, 'gate', 'work-objects.git'),
  };
}

async function openOrMake(input: RepositoriesInput): Promise<Repositories> {
  const { person, stateDir, target } = input;
  const dirs = placesOf(stateDir);
  if (await isPresent(join(dirs.gate, 'HEAD'))) await requireTarget(openGit(dirs.gate), input);
  const tip = await resolve(person.git, `refs/heads/${target}`);
  if (tip === null) {
    throw new AgentTuiError('environment', `${person.name} has no branch named ${target}`, {
      hint: 'Name an existing branch as "target" in agent-tui.json, or check one out.',
    });
  }
  await mkdir(stateDir, { recursive: true, mode: 0o700 });
  const gate = await openClone({
    dir: dirs.gate,
    person,
    target,
    finish: (git) => finishGate(git, { person, target, tip }),
  });
  const work = await openWork(dirs.work, person, target);
  const workObjects = await openObjectsOf(work, dirs.workObjects);
  return { person, gate, work, workObjects, target };
}

function openWork(dir: string, person: PersonRepository, target: string): Promise<Git> {
  return openClone({ dir, person, target, finish: (git) => finishWork(git, person) });
}

/** An agent can remove or wreck work.git, since its worktree is linked to it: then it is made anew, and the rest kept aside. */
export async function mendWork({ work, person, target }: Repositories): Promise<void> {
  const parts = ['HEAD', 'objects', 'refs', 'config'].map((part) => join(work.dir, part));
  if ((await Promise.all(parts.map(isPresent))).every(Boolean)) return;
  if (await isPresent(work.dir)) await rename(work.dir, `${work.dir}.wrecked-${systemRandom.id()}`);
  await openWork(work.dir, person, target);
}

interface Cloning {
  readonly dir: string;
  readonly person: PersonRepository;
  readonly target: string;
  finish(git: Git): Promise<void>;
}

/** A clone is made under another name and renamed when it is complete, so what has the name is whole. */
async function openClone(cloning: Cloning): Promise<Git> {
  const { dir, person, target } = cloning;
  const isThere = await isPresent(join(dir, 'HEAD'));
  const draft = `${dir}.making`;
  await rm(draft, { recursive: true, force: true });
  if (isThere) return openGit(dir);
  await runGit(
    [
      'clone',
      '--bare',
      '--quiet',
      '--template=',
      '--single-branch',
      '--branch',
      target,
      person.commonDir,
      draft,
    ],
    { cwd: join(dir, '..'), okExitCodes: [0], timeLimitMs: cloneDurationMsMax },
  );
  await cloning.finish(openGit(draft));
  await effect('repository.make', () => rename(draft, dir));
  return openGit(dir);
}

async function openObjectsOf(git: Git, dir: string): Promise<Git> {
  if (!(await isPresent(join(dir, 'HEAD')))) {
    const draft = `${dir}.making`;
    await rm(draft, { recursive: true, force: true });
    await mkdir(join(dir, '..'), { recursive: true, mode: 0o700 });
    await runGit(['init', '--bare', '--quiet', '--template=', draft], {
      cwd: git.dir,
      okExitCodes: [0],
    });
    const format = await git.text(['rev-parse', '--show-object-format']);
    if (format !== 'sha1') {
      await openGit(draft).text(['config', 'core.repositoryFormatVersion', '1']);
      await openGit(draft).text(['config', 'extensions.objectFormat', format]);
    }
    await rm(join(draft, 'objects'), { recursive: true });
    // Relative, so that the state directory can be moved as a whole.
    await symlink(join(relative(dir, git.dir), 'objects'), join(draft, 'objects'));
    await effect('repository.make', () => rename(draft, dir));
  }
  return openGit(dir);
}

const cloneDurationMsMax = 30 * 60_000;

async function finishGate(
  git: Git,
  source: { person: PersonRepository; target: string; tip: string },
): Promise<void> {
  const cloned = `refs/heads/${source.target}`;
  await git.text(['config', '--remove-section', 'remote.origin']);
  if (cloned !== gateMain) {
    const tip = (await resolve(git, cloned)) ?? source.tip;
    await setRef(git, gateMain, tip);
    await git.text(['symbolic-ref', 'HEAD', gateMain]);
    await deleteRef(git, cloned, tip);
  }
  await writeSettings(git, [
    ...commonSettings,
    [targetSetting, source.target],
    ['transfer.fsckObjects', 'true'],
    ...(await settingsOf(source.person, contentSettings, 'effective')),
  ]);
}

async function finishWork(git: Git, person: PersonRepository): Promise<void> {
  await writeSettings(git, [
    ...commonSettings,
    ['core.logAllRefUpdates', 'true'],
    // `git push` then fails at once and says this name; nothing an agent does by habit reaches the person.
    ['remote.origin.pushurl', 'pushing-is-disabled'],
    ['remote.origin.fetch', '+refs/heads/*:refs/remotes/origin/*'],
    ...(await settingsOf(person, [...contentSettings, ...agentSettings], 'local')),
  ]);
}
