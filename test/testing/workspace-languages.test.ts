import { describe, expect, it } from 'vitest';
import type { Case } from './workspaces-of.ts';
import { json, packages, workspacesOf } from './workspaces-of.ts';

describe('workspaces of other languages', () => {
  const crate = (name: string, rest = '') => `[package]\nname = "${name}"\n${rest}`;

  it.each<Case>([
    ['a crate alone', { 'Cargo.toml': crate('a') }, {}],
    [
      'Cargo: globs, what is left out, paths and dependencies that all share',
      {
        'Cargo.toml': `${crate('top')}[dependencies]\nx = { path = "hidden" }\n[workspace]\nmembers = ["crates/*"]\nexclude = ["crates/old"]\n[workspace.dependencies]\nb = { path = "crates/b" }\n`,
        'crates/a/Cargo.toml': crate(
          'a',
          '[target."cfg(unix)".dev-dependencies]\nb.workspace = true\n',
        ),
        'crates/b/Cargo.toml': crate('b', '[dependencies]\nserde = "1"\n'),
        'crates/old/Cargo.toml': crate('old'),
        'crates/notes.txt': '',
        'hidden/Cargo.toml': crate('x', '[dependencies]\nout = { path = "../../out" }\n'),
      },
      { 'cargo .': ['. -> hidden', 'crates/a -> crates/b', 'crates/b', 'hidden'] },
    ],
    [
      'Cargo without a package at the root, twice in a tree',
      {
        'x/Cargo.toml': '[workspace]\nmembers = ["a"]\ndefault-members = []\n',
        'x/a/Cargo.toml': crate('a'),
        'y/Cargo.toml': '[workspace]\nmembers = ["./b/"]\r\n',
        'y/b/Cargo.toml': crate('b'),
      },
      { 'cargo x': ['x/a'], 'cargo y': ['y/b'] },
    ],
    [
      'a broken Cargo.toml',
      { 'Cargo.toml': '[workspace\nmembers = ["a"]', 'a/Cargo.toml': crate('a') },
      {},
    ],
    [
      'go.work, as a block and as a line',
      {
        'go.work':
          'go 1.22\r\n\r\nuse (\r\n\t./a // first\r\n\t"./b"\r\n\t../out\r\n\t./gone\r\n)\nuse .\n',
        'go.mod': 'module example.org/top\nrequire example.org/a v1.0.0\n',
        'a/go.mod': 'module example.org/a\n',
        'b/go.mod':
          'module example.org/b\nrequire (\n\tother.org/x v1 // indirect\n)\nreplace other.org/x => ../a\n',
      },
      { 'go .': ['. -> a', 'a', 'b -> a'] },
    ],
    [
      'uv, with names as Python compares them',
      {
        'pyproject.toml':
          '[project]\nname = "top"\ndependencies = ["My_Lib[extra]>=1"]\n[tool.uv.workspace]\nmembers = ["packages/*"]\nexclude = ["packages/old"]\n',
        'packages/lib/pyproject.toml': '[project]\nname = "my.lib"\n',
        'packages/app/pyproject.toml':
          '[project]\nname = "app"\n[dependency-groups]\ntest = ["my-lib", { include-group = "x" }]\n',
        'packages/old/pyproject.toml': '',
      },
      { 'uv .': ['. -> packages/lib', 'packages/app -> packages/lib', 'packages/lib'] },
    ],
    [
      'Maven, with modules of modules, of profiles, and a circle',
      {
        'pom.xml':
          '<project><artifactId>top</artifactId><!-- <modules><module>x</module></modules> --><modules><module>a</module><module>../out</module></modules><profiles><profile><modules><module>b/pom.xml</module></modules></profile></profiles></project>',
        'a/pom.xml':
          '<project><artifactId>a</artifactId><modules><module>inner</module><module>../a</module></modules></project>',
        'a/inner/pom.xml':
          '<project><parent><artifactId>a</artifactId></parent><artifactId>inner</artifactId><dependencies><dependency><artifactId>b</artifactId></dependency></dependencies></project>',
        'b/pom.xml': '<project><artifactId>b</artifactId></project>',
        'x/pom.xml': '<project><artifactId>x</artifactId></project>',
      },
      { 'maven .': ['a', 'a/inner -> a -> b', 'b'] },
    ],
    ['a broken pom', { 'pom.xml': '<project><modules><module>a</module>', 'a/pom.xml': '' }, {}],
    [
      'Gradle in Groovy',
      {
        'settings.gradle':
          "rootProject.name = 'x'\ninclude 'app', ':core:api'\n// include 'gone'\n/* include 'gone' */\ninclude 'moved'\nproject(':moved').projectDir = file('elsewhere/moved')\n",
        'app/build.gradle':
          "dependencies { implementation project(':core:api')\n testImplementation(project(path: ':moved')) }",
        'core/api/build.gradle': '',
        'elsewhere/moved/build.gradle': '',
        'gone/build.gradle': '',
      },
      { 'gradle .': ['app -> core/api -> elsewhere/moved', 'core/api', 'elsewhere/moved'] },
    ],
    [
      'Gradle in Kotlin',
      {
        'settings.gradle.kts':
          'include(\n  ":app",\n  ":core-lib",\n)\nincludeBuild("build-logic")\nincludeBuild("../out")\n',
        'app/build.gradle.kts': 'dependencies { implementation(projects.coreLib) }',
        'core-lib/build.gradle.kts': 'val url = "https://a.org" // x\n',
        'build-logic/settings.gradle.kts': '',
      },
      { 'gradle .': ['app -> core-lib', 'core-lib', 'build-logic'] },
    ],
    [
      'an umbrella of Elixir',
      {
        'mix.exs': 'def project, do: [\n  # apps_path: "old",\n  apps_path: "apps"\n]',
        'apps/a/mix.exs': '[app: :a] defp deps, do: [{:b, in_umbrella: true}, {:jason, "~> 1.0"}]',
        'apps/b/mix.exs': '[app: :b]',
      },
      { 'mix .': ['apps/a -> apps/b', 'apps/b'] },
    ],
    [
      'a workspace of pub',
      {
        'pubspec.yaml': 'name: _\nworkspace:\n  - packages/a\n  - packages/b\n',
        'packages/a/pubspec.yaml': 'name: a\ndev_dependencies:\n  b: ^1.0.0\n',
        'packages/b/pubspec.yaml': 'name: b\n',
      },
      { 'dart .': ['packages/a -> packages/b', 'packages/b'] },
    ],
    [
      'Melos, which runs the tests',
      {
        'melos.yaml':
          'name: x\npackages:\n  - packages/**\nignore:\n  - "packages/*/example"\nscripts:\n  test: melos exec flutter test\n',
        'packages/a/pubspec.yaml': 'name: a\ndependencies:\n  c:\n    path: ../b\n',
        'packages/a/example/pubspec.yaml': 'name: e\n',
        'packages/b/pubspec.yaml': 'name: b\n',
        'pubspec.yaml': 'name: x\n',
      },
      { 'dart . melos': ['packages/a -> packages/b', 'packages/b'] },
    ],
    [
      'a solution of .NET',
      {
        'App.sln':
          '\ufeff\r\nProject("{FAE}") = "App", "src\\App\\App.csproj", "{1}"\r\nEndProject\r\nProject("{FAE}") = "T", "test\\T\\T.fsproj", "{2}"\r\nProject("{2}") = "docs", "docs", "{3}"\r\n',
        'src/App/App.csproj': '<Project/>',
        'test/T/T.fsproj':
          '<Project><ItemGroup><ProjectReference Include="..\\..\\src\\App\\App.csproj" /></ItemGroup></Project>',
      },
      { 'dotnet .': ['src/App', 'test/T -> src/App'] },
    ],
    [
      'a solution in the new form',
      {
        'App.slnx': '<Solution><Project Path="src/App/App.csproj" /></Solution>',
        'src/App/App.csproj': '',
      },
      { 'dotnet .': ['src/App'] },
    ],
    [
      'packages of Cabal',
      {
        'cabal.project': 'packages: ./a\n          b/*.cabal -- two\n\ntests: True\n',
        'a/a-lib.cabal': 'name: a-lib\nbuild-depends: base, bee ^>=1\n',
        'b/bee.cabal': 'name: bee\n',
        'c/cee.cabal': 'name: cee\n',
      },
      { 'cabal .': ['a -> b', 'b'] },
    ],
    [
      'packages of Stack',
      { 'stack.yaml': 'packages:\n- a\n- .\n', 'a/a.cabal': '', 'top.cabal': '' },
      { 'stack .': ['a'] },
    ],
    [
      'several languages in one tree',
      {
        'web/package.json': json({ workspaces: ['a'] }),
        ...packages('web/a'),
        'Cargo.toml': '[workspace]\nmembers = ["r"]\n',
        'r/Cargo.toml': crate('r'),
      },
      { 'cargo .': ['r'], 'npm web': ['web/a'] },
    ],
  ])('%s', async (_, files, expected) => {
    expect(await workspacesOf(files)).toEqual(expected);
  });
});
