import { javaScriptExtensions } from '../ecosystem.ts';
import type { Ecosystem } from '../ecosystem.ts';

/** What source files of each ecosystem end with; of a shared extension (`.h`) the more usual owner counts. */
const extensionsOf: Partial<Readonly<Record<Ecosystem, readonly string[]>>> = {
  javascript: [...javaScriptExtensions, '.vue', '.svelte', '.astro'],
  python: ['.py', '.pyx', '.pyi'],
  go: ['.go'],
  rust: ['.rs'],
  java: ['.java', '.kt', '.groovy'],
  scala: ['.scala', '.sc'],
  clojure: ['.clj', '.cljs', '.cljc'],
  dotnet: ['.cs', '.fs', '.vb'],
  php: ['.php'],
  ruby: ['.rb'],
  swift: ['.swift', '.m', '.mm'],
  dart: ['.dart'],
  elixir: ['.ex', '.exs'],
  erlang: ['.erl', '.hrl'],
  haskell: ['.hs', '.lhs'],
  ocaml: ['.ml', '.mli', '.re'],
  c: ['.c', '.cc', '.cpp', '.cxx', '.h', '.hh', '.hpp', '.hxx'],
  r: ['.R', '.r'],
  perl: ['.pl', '.pm'],
  lua: ['.lua'],
  julia: ['.jl'],
  zig: ['.zig'],
  crystal: ['.cr'],
  nim: ['.nim'],
  d: ['.d'],
  gleam: ['.gleam'],
  elm: ['.elm'],
  shell: ['.sh', '.bash'],
};

const ecosystemOf: ReadonlyMap<string, Ecosystem> = new Map(
  Object.entries(extensionsOf).flatMap(([ecosystem, extensions]) =>
    extensions.map((extension) => [extension, ecosystem as Ecosystem] as const),
  ),
);

const testLike = /(?:^|\/)(?:tests?|specs?|__tests__|t)\/|[._-](?:tests?|spec)\.[^./]+$/u;

/** How many source files, tests aside, each ecosystem has among paths. */
export function countLanguages(paths: readonly string[]): ReadonlyMap<Ecosystem, number> {
  const counts = new Map<Ecosystem, number>();
  for (const path of paths) {
    const ecosystem = ecosystemOf.get(path.slice(path.lastIndexOf('.')));
    if (ecosystem === undefined || testLike.test(path)) continue;
    counts.set(ecosystem, (counts.get(ecosystem) ?? 0) + 1);
  }
  return counts;
}
