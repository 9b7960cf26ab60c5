import { copyFile, lstat, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Git, GitOptions, GitResult } from '../git/git.ts';
import { treeOf, zeroSeparated } from '../git/plumbing.ts';
import { AgentTuiError } from '../model/error.ts';
import { isPresent } from './paths.ts';
import type { SlotPaths } from './paths.ts';

/** The files of a slot, seen through gate.git and the slot's private index: no setting an agent made is read. */
export class SlotFiles {
  readonly #gate: Git;
  readonly #paths: SlotPaths;

  readonly #settings: readonly string[];

  /** The settings are for every call; what an agent hands in is synced to the disk, a passing checkpoint is not. */
  constructor(gate: Git, paths: SlotPaths, settings: readonly string[] = []) {
    this.#gate = gate;
    this.#paths = paths;
    this.#settings = settings;
  }

  /** Runs git on the slot's files with the private index. */
  async git(args: readonly string[], options: GitOptions = {}): Promise<GitResult> {
    const { slot, indexFile } = this.#paths;
    const place = { workTree: slot, indexFile, settings: this.#settings };
    return this.#gate.run(args, { okExitCodes: [0], ...place, ...options });
  }

  /**
   * Takes every file that is not ignored into the private index and writes its tree. A slot that was removed by hand
   * is not a wish to delete every file: what is committed counts then.
   */
  async snapshot(base: SnapshotBase): Promise<Snapshot> {
    if (!(await isPresent(this.#paths.slot))) {
      const tree = await treeOf(this.#gate, base.commit);
      return { tree, nested: [], problems: ['the worktree is gone; what was committed is left'] };
    }
    await this.#seed(base.tree);
    const large = await this.#largeFiles(base.fileBytesMax);
    const problems = await this.#add(base.tree, large);
    await this.#dropIgnored(base);
    const written = await this.git(['write-tree']);
    const tree = written.stdout.trim();
    const nested = [...new Set([...(await this.#links(base.tree)), ...problems.nested])];
    const leftOut = large.map((path) => `${path} is too large to be kept`);
    return { tree, nested, problems: [...problems.lines, ...leftOut] };
  }

  /** Makes the slot's files exactly those of a tree; ignored files and nested repositories stay. */
  async fill(tree: string): Promise<void> {
    await this.#unlock();
    const read = () => this.git(['read-tree', '--reset', '-u', tree], { okExitCodes: [0, 128] });
    if ((await read()).exitCode === 0) return;
    await rm(this.#paths.indexFile, { force: true });
    await this.git(['read-tree', '--reset', '-u', tree]);
  }

  /** Copies the private index to where the agent's own git looks, so that its `git status` is clean. */
  async handIndexOver(): Promise<void> {
    const own = join(this.#paths.admin, 'index');
    await copyFile(this.#paths.indexFile, `${own}.agent-tui`);
    await rename(`${own}.agent-tui`, own);
  }

  /** One engine runs, and calls on one slot take turns: a lock that is there was left by a death. */
  async #unlock(): Promise<void> {
    await mkdir(dirname(this.#paths.indexFile), { recursive: true, mode: 0o700 });
    await rm(`${this.#paths.indexFile}.lock`, { force: true });
  }

  /** Without an index, files that are committed although ignored would be missing from a snapshot. */
  async #seed(tree: string): Promise<void> {
    await this.#unlock();
    if (await isPresent(this.#paths.indexFile)) return;
    await this.git(['read-tree', tree]);
  }

  /** New files, and changed ones, beyond a size. */
  async #largeFiles(bytesMax: number | undefined): Promise<string[]> {
    if (bytesMax === undefined) return [];
    const listed = await this.git([
      ...['ls-files', '--others', '--modified', '--exclude-standard', '-z'],
    ]);
    const large: string[] = [];
    for (const path of new Set(zeroSeparated(listed.stdout))) {
      const stats = await lstat(join(this.#paths.slot, path)).catch(() => null);
      if (stats?.isFile() === true && stats.size > bytesMax) large.push(path);
    }
    return large;
  }

  async #add(
    tree: string,
    leftOut: readonly string[],
  ): Promise<{ nested: string[]; lines: string[] }> {
    for (let attempt = 1; attempt <= addAttemptsMax; attempt += 1) {
      const paths = ['.', ...leftOut.map((path) => `:(top,exclude,literal)${path}`)];
      const added = await this.git([...addEverything, ...pathsFromInput], {
        okExitCodes: [0, 1, 128],
        stdin: paths.map((path) => `${path}\0`).join(''),
      });
      if (added.exitCode === 0) return { nested: [], lines: [] };
      if (added.exitCode === 1) return this.#unadded(added.stderr);
      // A file may vanish while an agent works; an index that a power cut tore is made anew.
      if (attempt > 1) await rm(this.#paths.indexFile, { force: true });
      await this.#seed(tree);
    }
    throw new AgentTuiError('environment', `the files of ${this.#paths.agent} cannot be read`, {
      hint: 'Look for files without read permission in the worktree, and at free disk space.',
    });
  }

  /** What `add` left out: repositories without a commit, and files that cannot be read. */
  async #unadded(stderr: string): Promise<{ nested: string[]; lines: string[] }> {
    const others = await this.git(['ls-files', '--others', '--exclude-standard', '-z']);
    const nested = zeroSeparated(others.stdout)
      .filter((path) => path.endsWith('/'))
      .map((path) => path.slice(0, -1));
    const lines = stderr
      .split('\n')
      .filter((line) => line.startsWith('error:') && !line.includes('does not have a commit'))
      .slice(0, problemsMax);
    return { nested, lines };
  }

  /** A file that was ignored only after an earlier snapshot took it must not stay: no commit has it. */
  async #dropIgnored(base: SnapshotBase): Promise<void> {
    const listed = await this.git([
      'ls-files',
      '--cached',
      '--ignored',
      '--exclude-standard',
      '-z',
    ]);
    const ignored = zeroSeparated(listed.stdout);
    if (ignored.length === 0) return;
    const names = ['ls-tree', '-r', '--name-only', '-z'];
    const lists = await Promise.all(
      [base.tree, base.commit].map(async (tree) => (await this.git([...names, tree])).stdout),
    );
    const committed = new Set(lists.flatMap(zeroSeparated));
    const extra = ignored.filter((path) => !committed.has(path));
    if (extra.length === 0) return;
    await this.git(['update-index', '--force-remove', '-z', '--stdin'], {
      stdin: extra.map((path) => `${path}\0`).join(''),
    });
  }

  /** Paths at which the snapshot holds only a link to a commit: a repository inside, whose files it does not have. */
  async #links(tree: string): Promise<string[]> {
    const raw = await this.git(['diff-index', '--cached', '--raw', '--no-renames', '-z', tree]);
    const parts = zeroSeparated(raw.stdout);
    return parts.flatMap((part, place) => {
      const isLink = /^:\d{6} 160000 /.test(part);
      const path = parts[place + 1];
      return isLink && path !== undefined ? [path] : [];
    });
  }
}

/** The agent's head and the tree it started from: what is committed in either stays although it is ignored. */
export interface SnapshotBase {
  readonly commit: string;
  readonly tree: string;
  /** New and changed files that are larger are left out; by default none. */
  readonly fileBytesMax?: number | undefined;
}

/** The tree of everything in a slot that is not ignored. */
export interface Snapshot {
  readonly tree: string;
  /** Repositories inside the work tree; their files are not in the tree. */
  readonly nested: readonly string[];
  /** Files that could not be read, in git's words. */
  readonly problems: readonly string[];
}

const addEverything = ['add', '--all', '--ignore-errors'] as const;
const pathsFromInput = ['--pathspec-from-file=-', '--pathspec-file-nul'] as const;
const addAttemptsMax = 3;
const problemsMax = 20;
