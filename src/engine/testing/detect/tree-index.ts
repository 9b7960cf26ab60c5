export interface TreeIndex {
  readonly names: readonly string[];
  filesIn(dir: string): readonly string[];
  has(path: string): boolean;
  readonly roots: readonly string[];
  rootOf(path: string): string;
  ownFiles(root: string): readonly string[];
  isForeign(path: string): boolean;
}
const foreign =
  /(?:^|\/)(?:node_modules|vendor|third_party|\.yarn|dist|build|target|Pods|Carthage|fixtures|__fixtures__|testdata|examples?|samples?|templates|benchmarks|docs|website|reports)\//u;
/** Packages of the JVM are folders, and `com.example` is nobody else's. */
const packages = /(?:^|\/)src\/\w+\/(?:java|kotlin|scala|groovy|clojure)\/.*$/u;
const manifest =
  /^(?:package\.json|deno\.jsonc?|pyproject\.toml|setup\.py|setup\.cfg|manage\.py|tox\.ini|go\.mod|Cargo\.toml|pom\.xml|build\.gradle(?:\.kts)?|composer\.json|Gemfile|Package\.swift|mix\.exs|dune-project|requirements.*\.txt|.*\.csproj|.*\.sln|build\.sbt|pubspec\.yaml|rebar\.config|.*\.cabal|build\.zig)$/u;
/** Whether a path belongs to a directory whose tests are not the project's own. */
export function isForeign(path: string): boolean {
  return foreign.test(path) && foreign.test(path.replace(packages, '/'));
}
export function indexTree(names: readonly string[]): TreeIndex {
  const all = new Set(names);
  const dirs = new Map<string, string[]>();
  const roots = new Set<string>(['']);
  for (const name of names) {
    const at = name.lastIndexOf('/');
    const dir = at === -1 ? '' : name.slice(0, at);
    const base = name.slice(at + 1);
    const list = dirs.get(dir);
    if (list) list.push(base);
    else dirs.set(dir, [base]);
    if (manifest.test(base) && !isForeign(name)) roots.add(dir);
  }
  const owner = new Map<string, string>();
  const rootOfDir = (dir: string): string => {
    const k = owner.get(dir);
    if (k !== undefined) return k;
    const r = roots.has(dir)
      ? dir
      : rootOfDir(dir.includes('/') ? dir.slice(0, dir.lastIndexOf('/')) : '');
    owner.set(dir, r);
    return r;
  };
  const rootOf = (p: string) => rootOfDir(p.includes('/') ? p.slice(0, p.lastIndexOf('/')) : '');
  let own: Map<string, string[]> | null = null;
  return {
    names,
    filesIn: (d) => dirs.get(d) ?? [],
    has: (p) => all.has(p),
    roots: [...roots].sort((a, b) => a.split('/').length - b.split('/').length),
    rootOf,
    ownFiles(root) {
      if (!own) {
        own = new Map();
        for (const n of names) {
          if (isForeign(n)) continue;
          const r = rootOf(n);
          const l = own.get(r);
          if (l) l.push(n);
          else own.set(r, [n]);
        }
      }
      return own.get(root) ?? [];
    },
    isForeign,
  };
}
