/** Files by path, each with its content in a word or two. */
export type Tree = ReadonlyMap<string, string>;

interface Commit {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly subject: string;
  /** Longest way to a root. */
  readonly height: number;
}

/** What merging two commits gives; where both changed a file, it holds both sides between marks. */
export interface Merged {
  readonly tree: string;
  readonly conflicts: readonly string[];
}

/** Commits and trees as git has them: the same content has the same name. */
export class Objects {
  readonly #trees = new Map<string, Tree>();
  readonly #treeNames = new Map<string, string>();
  readonly #commits = new Map<string, Commit>();
  readonly #commitNames = new Map<string, string>();

  tree(files: Tree): string {
    const text = [...files]
      .map(([path, content]) => `${path}=${content}`)
      .sort()
      .join('\n');
    let name = this.#treeNames.get(text);
    if (name === undefined) {
      name = `t${String(this.#trees.size + 1)}`;
      this.#treeNames.set(text, name);
      this.#trees.set(name, new Map(files));
    }
    return name;
  }

  files(tree: string): Tree {
    const files = this.#trees.get(tree);
    if (files === undefined) throw new Error(`there is no tree ${tree}`);
    return files;
  }

  commit(tree: string, parents: readonly string[], subject: string): string {
    const text = `${tree} ${parents.join(' ')} ${subject}`;
    let name = this.#commitNames.get(text);
    if (name === undefined) {
      name = `c${String(this.#commits.size + 1)}`;
      const height = 1 + Math.max(0, ...parents.map((parent) => this.#commit(parent).height));
      this.#commitNames.set(text, name);
      this.#commits.set(name, { tree, parents, subject, height });
    }
    return name;
  }

  treeOf(commit: string): string {
    return this.#commit(commit).tree;
  }

  subjectOf(commit: string): string {
    return this.#commit(commit).subject;
  }

  isAncestor(ancestor: string, commit: string): boolean {
    const { height } = this.#commit(ancestor);
    return this.#walk([commit], (name, { height: at }) => {
      if (name === ancestor) return 'found';
      return at <= height ? 'skip' : 'on';
    });
  }

  /** Everything that a set of commits leads to. */
  reachable(tips: Iterable<string>): Set<string> {
    const seen = new Set<string>();
    this.#walk(tips, (name) => {
      seen.add(name);
      return 'on';
    });
    return seen;
  }

  /** First parents from a commit down to another, which is not among them. */
  firstParents(from: string, downTo: string): string[] {
    const names: string[] = [];
    let name: string | undefined = from;
    while (name !== undefined && name !== downTo) {
      names.push(name);
      name = this.#commit(name).parents[0];
    }
    return names;
  }

  mergeBase(a: string, b: string): string | null {
    const ours = this.reachable([a]);
    let best: string | null = null;
    for (const name of this.reachable([b])) {
      if (!ours.has(name)) continue;
      if (best === null || this.#commit(name).height > this.#commit(best).height) best = name;
    }
    return best;
  }

  /** Three-way, file by file. */
  merge(ours: string, theirs: string): Merged {
    const base = this.mergeBase(ours, theirs);
    const before = base === null ? new Map<string, string>() : this.files(this.treeOf(base));
    const a = this.files(this.treeOf(ours));
    const b = this.files(this.treeOf(theirs));
    const merged = new Map<string, string>();
    const conflicts: string[] = [];
    for (const path of new Set([...a.keys(), ...b.keys()])) {
      const [was, left, right] = [before.get(path), a.get(path), b.get(path)];
      const isClean = left === right || left === was || right === was;
      const content = left === right || right === was ? left : right;
      if (!isClean) conflicts.push(path);
      const kept = isClean ? content : `<<${left ?? ''}|${right ?? ''}>>`;
      if (kept !== undefined) merged.set(path, kept);
    }
    return { tree: this.tree(merged), conflicts };
  }

  #commit(name: string): Commit {
    const commit = this.#commits.get(name);
    if (commit === undefined) throw new Error(`there is no commit ${name}`);
    return commit;
  }

  #walk(
    tips: Iterable<string>,
    visit: (name: string, commit: Commit) => 'found' | 'skip' | 'on',
  ): boolean {
    const open = [...tips];
    const seen = new Set<string>();
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      if (seen.has(name)) continue;
      seen.add(name);
      const commit = this.#commit(name);
      const what = visit(name, commit);
      if (what === 'found') return true;
      if (what === 'on') open.push(...commit.parents);
    }
    return false;
  }
}
