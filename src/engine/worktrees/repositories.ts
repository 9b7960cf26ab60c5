import { appendFile, mkdir, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { openGit, runGit } from '../git/git.ts';
import type { Git } from '../git/git.ts';
import type { PersonRepository } from '../git/person.ts';
import { deleteRef, resolve, setRef } from '../git/plumbing.ts';
import { AgentTuiError } from '../model/error.ts';
import { isPresent } from './paths.ts';

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

/** Settings that decide what file contents and names mean; the engine must read them as the person's git does. */
const contentSettings = [
  'core.autocrlf',
  'core.eol',
  'core.safecrlf',
  'core.ignorecase',
  'core.symlinks',
  'core.filemode',
  'core.precomposeunicode',
  'core.protecthfs',
  'core.protectntfs',
  'core.excludesfile',
];
/** Settings that agents need besides, in work.git only. */
const agentSettings = ['user.name', 'user.email', 'lfs.storage', 'lfs.url'];

const commonSettings: readonly (readonly [string, string])[] = [
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
];

/** Opens gate.git and work.git, and makes them first where they are missing. */
export async function openRepositories(input: {
  person: PersonRepository;
  stateDir: string;
  target: string;
}): Promise<Repositories> {
  const { person, stateDir, target } = input;
  const tip = await resolve(person.git, `refs/heads/${target}`);
  if (tip === null) {
    throw new AgentTuiError('environment', `${person.name} has no branch named ${target}`, {
      hint: 'Name an existing branch as "target" in agent-tui.json, or check one out.',
    });
  }
  await mkdir(stateDir, { recursive: true, mode: 0o700 });
  const gate = await openClone({
    dir: join(stateDir, 'gate.git'),
    person,
    target,
    finish: (git) => finishGate(git, { person, target, tip }),
  });
  const work = await openClone({
    dir: join(stateDir, 'work.git'),
    person,
    target,
    finish: (git) => finishWork(git, person),
  });
  const workObjects = await openObjectsOf(work, join(stateDir, 'gate', 'work-objects.git'));
  return { person, gate, work, workObjects, target };
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
  await rename(draft, dir);
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
    await symlink(join(git.dir, 'objects'), join(draft, 'objects'));
    await rename(draft, dir);
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

/** Appends settings to a repository's file in one write; later lines win over earlier ones. */
async function writeSettings(
  git: Git,
  settings: readonly (readonly [string, string])[],
): Promise<void> {
  const lines = settings.map(([name, value]) => {
    const dot = name.lastIndexOf('.');
    const [section = '', ...subsection] = name.slice(0, dot).split('.');
    const inner = subsection.length === 0 ? '' : ` "${subsection.join('.')}"`;
    const quoted = value.replaceAll(/["\\]/g, '\\$&').replaceAll('\n', '\\n');
    return `[${section}${inner}]\n\t${name.slice(dot + 1)} = "${quoted}"\n`;
  });
  await appendFile(join(git.dir, 'config'), lines.join(''));
}

/**
 * Reads allow-listed settings of the person's repository. `effective` counts their global file too: gate.git is
 * never run with it, whereas an agent's own git reads it by itself.
 */
async function settingsOf(
  person: PersonRepository,
  names: readonly string[],
  scope: 'effective' | 'local',
): Promise<(readonly [string, string])[]> {
  const listed = await person.git.run(
    ['config', '--list', '--null', ...(scope === 'local' ? ['--local'] : [])],
    { personal: scope === 'effective', okExitCodes: [0] },
  );
  const found = new Map<string, string>();
  for (const row of listed.stdout.split('\0')) {
    const [name = '', ...value] = row.split('\n');
    if (names.includes(name.toLowerCase())) found.set(name.toLowerCase(), value.join('\n'));
  }
  return [...found].filter(([, value]) => value !== '');
}
