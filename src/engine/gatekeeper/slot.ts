import { copyFile, mkdir, readdir, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Git, GitOptions } from '../git/index.ts';
import { readTextIfPresent, removeTree, writeFileAtomic } from '../platform/files.ts';
import type { Random } from '../platform/random.ts';

/**
 * Directories of installed dependencies. They stay in the slot between candidates while set-up's inputs stay the
 * same, and only where the project's own .gitignore leaves them out.
 */
const keptDirectories = ['node_modules', '.venv', 'venv', 'vendor/bundle'] as const;

const differingShownMax = 5;

/** A directory that holds exactly one tree at a time, warm from the one before. */
export interface Slot {
  readonly dir: string;
  /** Puts the files of a tree there; with `keepIgnored`, what set-up just made stays. The reason says why it could not. */
  put(
    tree: string,
    options?: { keepIgnored: boolean },
  ): Promise<{ kind: 'exact' } | { kind: 'failed'; reason: string }>;
  /** The key of the set-up that the slot's dependencies are from. */
  setupKey(): Promise<string | undefined>;
  /** Removes everything that set-ups have left. */
  dropSetup(): Promise<void>;
  /** Remembers a set-up, unless it left something outside of the kept directories: that would be gone next time. */
  rememberSetup(key: string): Promise<void>;
  /** An empty directory for one run, outside of the tree. */
  freshRunDir(): Promise<string>;
}

/**
 * Opens the gate slot. It has no `.git`: tests must not reach the gate's repository through it. A project whose tests
 * call git on their own checkout has to skip those tests where there is none; tests that make their own repositories
 * work as anywhere.
 */
export function openSlot(gate: Git, stateDir: string, random: Random): Slot {
  const home = join(stateDir, 'gate');
  const paths: SlotPaths = {
    home,
    dir: join(home, 'slot-1'),
    index: join(home, 'slot-1.index'),
    setup: join(home, 'slot-1.setup'),
    objects: join(home, 'slot-1.objects'),
    run: join(home, 'run-1'),
  };
  const slot = { gate, paths, random };
  return {
    dir: paths.dir,
    put: (tree, options) => putTree(slot, tree, options?.keepIgnored ?? false),
    setupKey: () => readTextIfPresent(paths.setup),
    dropSetup: async () => {
      await removeTree(paths.setup);
      await inSlot(slot, ['clean', '-q', '-ffdx']);
    },
    rememberSetup: (key) => rememberSetup(slot, key),
    freshRunDir: async () => {
      await removeTree(paths.run);
      await mkdir(paths.run, { recursive: true, mode: 0o700 });
      return paths.run;
    },
  };
}

interface SlotPaths {
  readonly home: string;
  readonly dir: string;
  readonly index: string;
  readonly setup: string;
  readonly objects: string;
  readonly run: string;
}

interface OpenSlot {
  readonly gate: Git;
  readonly paths: SlotPaths;
  readonly random: Random;
}

/** What the machine refuses has nothing to do with the tree that was to be put there. */
const machineFault =
  /no space left|quota (?:exceeded|is used up)|too many (?:open files|files open)|input\/output error|read-only file system|cannot allocate memory|the disk (?:is full|cannot|does not)/iu;

async function putTree(
  slot: OpenSlot,
  tree: string,
  keepIgnored: boolean,
): ReturnType<Slot['put']> {
  let reason = '';
  for (let tries = 0; tries < 2; tries += 1) {
    try {
      await checkOut(slot, tree, keepIgnored);
      const differing = await differingPaths(slot, tree);
      if (differing.length === 0) return { kind: 'exact' };
      reason = `the gate's copy of the tree differs in ${differing.join(', ')}`;
    } catch (error) {
      const isLast = tries > 0 || keepIgnored;
      if (isLast && error instanceof Error && machineFault.test(error.message)) throw error;
      reason = error instanceof Error ? error.message : String(error);
    }
    if (keepIgnored) break;
    await discard(slot);
  }
  return { kind: 'failed', reason };
}

async function checkOut(slot: OpenSlot, tree: string, keepIgnored: boolean): Promise<void> {
  const { dir, index } = slot.paths;
  await mkdir(dir, { recursive: true, mode: 0o700 });
  await removeTree(`${index}.lock`);
  await removeTree(join(dir, '.git'));
  await inSlot(slot, ['read-tree', '--reset', '-u', tree]);
  await inSlot(slot, ['clean', '-q', '-ffd']);
  if (keepIgnored) return;
  const kept = keptDirectories.flatMap((name) => ['-e', name]);
  await inSlot(slot, ['clean', '-q', '-ffdx', ...kept]);
}

/** Starts over with an empty slot; what cannot be removed (files without permission) is at least out of the way. */
async function discard(slot: OpenSlot): Promise<void> {
  const { home, dir, index, setup } = slot.paths;
  await removeTree(setup);
  await removeTree(index);
  const mark = `${basename(dir)}.discarded-`;
  await rename(dir, join(home, `${mark}${slot.random.id(4)}`));
  for (const name of await readdir(home)) {
    if (name.startsWith(mark)) await removeTree(join(home, name)).catch(() => undefined);
  }
}

/** Paths whose bytes are not those of the tree. Line-end settings may make git see a change where there is none. */
async function differingPaths(slot: OpenSlot, tree: string): Promise<readonly string[]> {
  const written = await writtenTree(slot);
  if (written === tree) return [];
  if (written === null) return ['(git cannot read the directory)'];
  const listed = await slot.gate.run(
    ['diff-tree', '-r', '-z', '--name-only', '--no-renames', '--no-ext-diff', tree, written],
    { okExitCodes: [0], env: scratchObjects(slot) },
  );
  const differing: string[] = [];
  for (const path of listed.stdout.split('\0').filter((part) => part !== '')) {
    if (differing.length >= differingShownMax) break;
    if (!(await hasBytesOf(slot, tree, path))) differing.push(path);
  }
  return differing;
}

async function hasBytesOf(slot: OpenSlot, tree: string, path: string): Promise<boolean> {
  const expected = await slot.gate.run(['rev-parse', '--verify', '--quiet', `${tree}:${path}`]);
  const file = join(slot.paths.dir, path);
  const found = await slot.gate.run(['hash-object', '--no-filters', '--', file]);
  return found.exitCode === 0 && found.stdout.trim() === expected.stdout.trim();
}

async function writtenTree(slot: OpenSlot): Promise<string | null> {
  const { objects, index } = slot.paths;
  await removeTree(objects);
  await mkdir(objects, { recursive: true, mode: 0o700 });
  const indexFile = join(objects, 'index');
  await copyFile(index, indexFile);
  const { dir: workTree } = slot.paths;
  const options: GitOptions = { workTree, indexFile, env: scratchObjects(slot) };
  const added = await slot.gate.run(['add', '-A'], options);
  if (added.exitCode !== 0) return null;
  const written = await slot.gate.run(['write-tree'], options);
  return written.exitCode === 0 ? written.stdout.trim() : null;
}

/** What tests wrote is hashed outside of gate.git, so that a test that writes gigabytes does not fill it. */
function scratchObjects(slot: OpenSlot): Record<string, string> {
  return {
    GIT_OBJECT_DIRECTORY: slot.paths.objects,
    GIT_ALTERNATE_OBJECT_DIRECTORIES: join(slot.gate.dir, 'objects'),
  };
}

async function rememberSetup(slot: OpenSlot, key: string): Promise<void> {
  const ignored = ['ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--directory'];
  const { stdout } = await inSlot(slot, ignored);
  const left = stdout.split('\0').filter((path) => path !== '' && !isKept(path));
  if (left.length === 0) await writeFileAtomic(slot.paths.setup, key);
}

function isKept(path: string): boolean {
  const place = `/${path}`;
  return keptDirectories.some((name) => place.includes(`/${name}/`));
}

function inSlot(slot: OpenSlot, args: readonly string[]) {
  const { dir, index } = slot.paths;
  return slot.gate.run(args, { workTree: dir, indexFile: index, okExitCodes: [0] });
}

/** The directory above which git must not look for a repository when a test calls it. */
export function ceilingOf(slot: Slot): string {
  return dirname(slot.dir);
}
