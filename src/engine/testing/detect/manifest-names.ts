/** Files that make their directory the root of a project, whatever stands above. */
const strong: ReadonlySet<string> = new Set([
  ...['deno.json', 'deno.jsonc', 'bunfig.toml', 'rush.json', 'lerna.json', 'nx.json'],
  ...['pyproject.toml', 'setup.py', 'manage.py', 'noxfile.py', 'Pipfile'],
  ...['go.mod', 'go.work', 'Cargo.toml', 'pom.xml', 'build.xml', 'build.sbt'],
  ...['build.gradle', 'build.gradle.kts', 'settings.gradle', 'settings.gradle.kts'],
  ...['build.mill', 'build.sc', 'project.clj', 'deps.edn', 'phpunit.xml', 'phpunit.xml.dist'],
  ...['Rakefile', 'Package.swift', 'pubspec.yaml', 'mix.exs', 'rebar.config', 'erlang.mk'],
  ...['stack.yaml', 'cabal.project', 'MODULE.bazel', 'WORKSPACE'],
  ...['WORKSPACE.bazel', 'build.zig', 'Project.toml', 'Makefile.PL', 'Build.PL', 'cpanfile'],
  ...['dist.ini', '.busted', 'shard.yml', 'dub.json', 'dub.sdl', 'gleam.toml', 'elm.json'],
  ...['foundry.toml', '.shellspec'],
]);

const strongExtensions: ReadonlySet<string> = new Set([
  ...['.sln', '.slnx', '.csproj', '.fsproj', '.vbproj', '.gemspec', '.cabal', '.rockspec'],
  '.nimble',
]);

/** Files that also stand in a directory of tests, to configure the tests of the project around it. */
const weak: ReadonlySet<string> = new Set([
  ...[
    'package.json',
    'setup.cfg',
    'tox.ini',
    'pytest.ini',
    'Gemfile',
    'composer.json',
    'package.yaml',
  ],
]);

const requirements = /^requirements[^/]*\.(?:txt|in)$/u;

/** Build files that lead to those below them: only the outermost is a root. */
const outermost: ReadonlySet<string> = new Set([
  ...['CMakeLists.txt', 'meson.build', 'configure.ac', 'configure.in', 'dune-project'],
]);

/** What a file says of its directory. `description` is a package of R only beside other parts of one. */
export type ManifestKind = 'strong' | 'weak' | 'outermost' | 'description';

/** Whether a file's base name makes its directory a root, and how surely. */
export function manifestKind(base: string): ManifestKind | null {
  if (strong.has(base)) return 'strong';
  if (weak.has(base)) return 'weak';
  if (outermost.has(base)) return 'outermost';
  if (base === 'DESCRIPTION') return 'description';
  if (base.startsWith('requirements') && requirements.test(base)) return 'weak';
  const dot = base.lastIndexOf('.');
  return dot !== -1 && strongExtensions.has(base.slice(dot)) ? 'strong' : null;
}

/** The directory that a bundle (`App.xcodeproj`, `fastlane`) makes a root, or null: the bundle is a folder in it. */
export function bundleOwner(dir: string): string | null {
  const at = dir.lastIndexOf('/');
  const above = at === -1 ? '' : dir.slice(0, at);
  const name = dir.slice(at + 1);
  const isXcode = /\.(?:xcodeproj|xcworkspace)$/u.test(name);
  if (!isXcode || /\.xcodeproj(?:\/|$)|(?:^|\/)\.swiftpm(?:\/|$)/u.test(above)) return null;
  return above;
}

/** Directories whose weak manifests belong to the project around them. */
const partOfProject = /^(?:tests?|specs?|t|__tests__|e2e|ci|requirements|doc|\.github)$/iu;

/** Files beside a weak manifest that make a directory of tests a project of its own. */
const runnerConfig =
  /^(?:(?:vitest|jest|playwright|cypress|web-test-runner|ava)\.config|karma\.conf|wdio\.conf)\.[cm]?[jt]s$/u;
const lockfile =
  /^(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock|bun\.lockb?|Gemfile\.lock|composer\.lock)$/u;

/**
 * Whether a weak manifest beside these files is only one of the tests around it. Below a directory of tests even
 * configurations of runners are material: Jest keeps some three hundred such packages to test itself.
 */
export function isPartOfTests(dir: string, files: readonly string[]): boolean {
  const parts = dir.split('/');
  const at = parts.findIndex((part) => partOfProject.test(part));
  if (at === -1) return false;
  const isTop = at === parts.length - 1;
  return !files.some((name) => lockfile.test(name) || (isTop && runnerConfig.test(name)));
}
