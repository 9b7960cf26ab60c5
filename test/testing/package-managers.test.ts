import { describe, expect, it } from 'vitest';
import { packageManagerOf } from '../../src/engine/testing/detect/package-managers/package-manager-of.ts';
import { indexTree } from '../../src/engine/testing/detect/tree-index.ts';
import type { Ecosystem } from '../../src/engine/testing/ecosystem.ts';
import type { Files } from './tree.ts';

async function managerOf(ecosystem: Ecosystem, files: Files, root = ''): Promise<string | null> {
  const index = indexTree(Object.keys(files));
  return packageManagerOf(ecosystem, root, index, (path) => Promise.resolve(files[path]));
}

describe('package managers of JavaScript', () => {
  const field = (manager: string) => JSON.stringify({ packageManager: manager });

  it.each<[string, Files, string, string | null]>([
    ['nothing', { 'README.md': '' }, '', null],
    ['package.json alone', { 'package.json': '{}' }, '', 'npm'],
    ['a broken package.json', { 'package.json': '{' }, '', 'npm'],
    ['a lockfile', { 'package.json': '{}', 'yarn.lock': '' }, '', 'yarn'],
    ['the text lockfile of Bun', { 'package.json': '{}', 'bun.lock': '' }, '', 'bun'],
    ['the binary lockfile of Bun', { 'package.json': '{}', 'bun.lockb': '' }, '', 'bun'],
    ['a shrinkwrap', { 'package.json': '{}', 'npm-shrinkwrap.json': '' }, '', 'npm'],
    [
      'two lockfiles, and the field decides',
      {
        'package.json': field('npm@10.9.0+sha512.abc'),
        'pnpm-lock.yaml': '',
        'package-lock.json': '',
      },
      '',
      'npm',
    ],
    [
      'the field behind a byte order mark, over odd line ends',
      { 'package.json': '\ufeff{\r\n"packageManager": "yarn@4.1.0"\r\n}\r\n', 'bun.lock': '' },
      '',
      'yarn',
    ],
    [
      'devEngines',
      {
        'package.json': '{"devEngines":{"packageManager":{"name":"pnpm","version":"^9"}}}',
        'package-lock.json': '',
      },
      '',
      'pnpm',
    ],
    [
      'a list of devEngines',
      { 'package.json': '{"devEngines":{"packageManager":[{"name":"yarn"},{"name":"npm"}]}}' },
      '',
      'yarn',
    ],
    ['a manager nobody knows', { 'package.json': field('zpm@1.0.0') }, '', 'npm'],
    [
      'a member under the lockfile of the root',
      { 'package.json': '{}', 'pnpm-lock.yaml': '', 'a/b/package.json': '{}' },
      'a/b',
      'pnpm',
    ],
    [
      'a member with a lockfile of its own',
      { 'package.json': '{}', 'pnpm-lock.yaml': '', 'a/package.json': '{}', 'a/yarn.lock': '' },
      'a',
      'yarn',
    ],
    [
      'a member under the field of the root',
      { 'package.json': field('bun@1.2.0'), 'a/package.json': '{}', 'a/package-lock.json': '' },
      'a',
      'bun',
    ],
    [
      'the nearest field',
      { 'package.json': field('bun@1.2.0'), 'a/package.json': field('npm@11.0.0') },
      'a',
      'npm',
    ],
    ['a neighbour counts for nothing', { 'package.json': '{}', 'a/yarn.lock': '' }, '', 'npm'],
    ['the file of a workspace', { 'package.json': '{}', 'pnpm-workspace.yaml': '' }, '', 'pnpm'],
    ['settings', { 'package.json': '{}', '.yarnrc.yml': '' }, '', 'yarn'],
    [
      'what Lerna calls',
      { 'package.json': '{}', 'lerna.json': '{"npmClient":"yarn"}' },
      '',
      'yarn',
    ],
    [
      'what Rush calls',
      { 'rush.json': '/* x */ {"pnpmVersion":"9.0.0",}', 'a/package.json': '{}' },
      'a',
      'pnpm',
    ],
    ['Deno', { 'deno.jsonc': '// x\n{}' }, '', 'deno'],
    ['Deno beside package.json', { 'deno.json': '{}', 'package.json': '{}' }, '', 'npm'],
    [
      'Deno beside package.json with its lockfile alone',
      { 'deno.json': '{}', 'package.json': '{}', 'deno.lock': '' },
      '',
      'deno',
    ],
    [
      'Deno below a package',
      { 'package.json': '{}', 'package-lock.json': '', 'edge/deno.json': '{}' },
      'edge',
      'deno',
    ],
  ])('%s', async (_, files, root, expected) => {
    expect(await managerOf('javascript', files, root)).toBe(expected);
  });
});

describe('package managers of Python', () => {
  it.each<[string, Files, string | null]>([
    ['nothing', { 'a.py': '' }, null],
    ['setup.py', { 'setup.py': '' }, 'pip'],
    ['requirements', { 'requirements-dev.txt': '' }, 'pip'],
    ['requirements in a folder', { 'requirements/base.txt': '' }, 'pip'],
    ['a plain pyproject.toml', { 'pyproject.toml': '[project]\nname = "a"\n' }, 'pip'],
    ['a broken pyproject.toml', { 'pyproject.toml': '[tool.poetry' }, 'pip'],
    ['uv before others', { 'uv.lock': '', 'poetry.lock': '', Pipfile: '' }, 'uv'],
    ['Poetry before PDM', { 'poetry.lock': '', 'pdm.lock': '' }, 'poetry'],
    [
      'Poetry without a lockfile',
      { 'pyproject.toml': '\ufeff[tool.poetry]\r\nname = "a"\r\n' },
      'poetry',
    ],
    [
      'a table below that of Poetry',
      { 'pyproject.toml': '[tool.poetry.dependencies]\na = "1"\n' },
      'poetry',
    ],
    [
      'Poetry by what builds it',
      { 'pyproject.toml': '[build-system]\nbuild-backend = "poetry.core.masonry.api"\n' },
      'poetry',
    ],
    ['PDM without a lockfile', { 'pyproject.toml': '[tool.pdm]\n' }, 'pdm'],
    ['Pipenv', { Pipfile: '' }, 'pipenv'],
    ['environments of Hatch', { 'pyproject.toml': '[tool.hatch.envs.default]\n' }, 'hatch'],
    ['Hatch that only builds', { 'pyproject.toml': '[tool.hatch.version]\npath = "a"\n' }, 'pip'],
    ['a lockfile before a table', { 'pyproject.toml': '[tool.poetry]\n', 'uv.lock': '' }, 'uv'],
    ['uv without a lockfile', { 'pyproject.toml': '[tool.uv]\ndev-dependencies = []\n' }, 'uv'],
  ])('%s', async (_, files, expected) => {
    expect(await managerOf('python', files)).toBe(expected);
  });

  it('looks above a member', async () => {
    const files = { 'uv.lock': '', 'packages/a/pyproject.toml': '' };
    expect(await managerOf('python', files, 'packages/a')).toBe('uv');
  });
});

describe('package managers by their files', () => {
  it.each<[Ecosystem, string[], string | null]>([
    ['go', ['go.mod'], 'go'],
    ['rust', ['Cargo.toml'], 'cargo'],
    ['java', ['pom.xml'], 'maven'],
    ['java', ['build.gradle.kts'], 'gradle'],
    ['java', ['pom.xml', 'build.gradle'], 'maven'],
    ['java', ['pom.xml', 'build.gradle', 'gradlew'], 'gradle'],
    ['java', ['pom.xml', 'build.gradle', 'gradlew', 'mvnw'], 'maven'],
    ['java', ['build.sbt'], 'sbt'],
    ['scala', ['build.sbt'], 'sbt'],
    ['scala', ['build.mill'], 'mill'],
    ['clojure', ['project.clj', 'deps.edn'], 'lein'],
    ['clojure', ['deps.edn'], 'clojure'],
    ['dotnet', ['App.sln'], 'dotnet'],
    ['dotnet', ['App.fsproj'], 'dotnet'],
    ['php', ['composer.json'], 'composer'],
    ['ruby', ['a.gemspec'], 'bundler'],
    ['swift', ['Package.swift'], 'swiftpm'],
    ['swift', ['Podfile'], 'cocoapods'],
    ['dart', ['pubspec.yaml'], 'pub'],
    ['elixir', ['mix.exs'], 'mix'],
    ['erlang', ['rebar.config'], 'rebar3'],
    ['erlang', ['erlang.mk', 'rebar.config'], 'erlang.mk'],
    ['haskell', ['a.cabal'], 'cabal'],
    ['haskell', ['a.cabal', 'stack.yaml'], 'stack'],
    ['haskell', ['a.cabal', 'stack.yaml', 'cabal.project'], 'cabal'],
    ['ocaml', ['dune-project'], 'opam'],
    ['c', ['CMakeLists.txt', 'Makefile'], 'cmake'],
    ['c', ['meson.build'], 'meson'],
    ['c', ['MODULE.bazel'], 'bazel'],
    ['c', ['configure.ac', 'Makefile.am'], 'autotools'],
    ['r', ['DESCRIPTION'], null],
    ['r', ['renv.lock'], 'renv'],
    ['perl', ['Makefile.PL'], 'cpan'],
    ['lua', ['a-1.0-1.rockspec'], 'luarocks'],
    ['julia', ['Project.toml'], 'pkg'],
    ['zig', ['build.zig'], 'zig'],
    ['crystal', ['shard.yml'], 'shards'],
    ['nim', ['a.nimble'], 'nimble'],
    ['d', ['dub.sdl'], 'dub'],
    ['gleam', ['gleam.toml'], 'gleam'],
    ['elm', ['elm.json'], 'elm'],
    ['shell', ['a.bats'], null],
    ['shell', ['package.json', 'a.bats'], 'npm'],
    ['other', ['WORKSPACE'], 'bazel'],
    ['go', ['Go.gitignore'], null],
  ])('%s with %j: %s', async (ecosystem, names, expected) => {
    expect(await managerOf(ecosystem, Object.fromEntries(names.map((name) => [name, ''])))).toBe(
      expected,
    );
  });
});
