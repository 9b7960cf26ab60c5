import { describe, expect, it } from 'vitest';
import type { Case } from './workspaces-of.ts';
import { json, packages, workspacesOf } from './workspaces-of.ts';

describe('workspaces of JavaScript', () => {
  it.each<Case>([
    ['no workspace', { 'package.json': '{}' }, {}],
    [
      'a list, and who uses whom',
      {
        'package.json': json({ workspaces: ['packages/*'] }),
        'packages/a/package.json': json({
          name: '@x/a',
          devDependencies: { '@x/b': '*', left: '1' },
        }),
        'packages/b/package.json': json({ name: '@x/b' }),
        'packages/readme.md': '',
        'packages/empty/a.ts': '',
      },
      { 'npm .': ['packages/a -> packages/b', 'packages/b'] },
    ],
    [
      'an object with packages',
      {
        'package.json': json({ workspaces: { packages: ['./libs/**/', '!libs/old/**', '!**/x'] } }),
        ...packages('libs/a', 'libs/deep/b', 'libs/old/c', 'libs/x', 'libs/a/node_modules/d'),
      },
      { 'npm .': ['libs/a', 'libs/deep/b'] },
    ],
    [
      'the manager by its lockfile',
      { 'package.json': json({ workspaces: ['a'] }), 'yarn.lock': '', ...packages('a') },
      { 'yarn .': ['a'] },
    ],
    [
      'pnpm, with a mark before it, odd line ends, a link and an alias',
      {
        'package.json': '{}',
        'pnpm-workspace.yaml':
          '\ufeffpackages:\r\n  - "pkg/*"\r\n  - \'!pkg/skip\'\r\n  # - more/*\r\n',
        'pkg/a/package.json': `\ufeff${json({ dependencies: { other: 'workspace:c@*' } })}`,
        'pkg/b/package.json': json({ name: 'b', dependencies: { x: 'link:../a' } }),
        'pkg/c/package.json': json({ name: 'c' }),
        ...packages('pkg/skip', 'more/d'),
      },
      { 'pnpm .': ['pkg/a -> pkg/c', 'pkg/b -> pkg/a', 'pkg/c'] },
    ],
    [
      'a pnpm-workspace.yaml that holds only settings',
      {
        'package.json': json({ workspaces: ['a'] }),
        'pnpm-workspace.yaml': 'minimumReleaseAge: 1\n',
        ...packages('a'),
      },
      { 'pnpm .': ['a'] },
    ],
    [
      'members among examples count, as they are listed',
      { 'package.json': json({ workspaces: ['examples/*'] }), ...packages('examples/a') },
      { 'npm .': ['examples/a'] },
    ],
    [
      'members outside of the root are refused',
      {
        'web/package.json': json({ workspaces: ['../a', '/etc', 'b'] }),
        ...packages('a', 'web/b'),
      },
      { 'npm web': ['web/b'] },
    ],
    [
      'a circle',
      {
        'package.json': json({ workspaces: ['{a,b}'] }),
        'a/package.json': json({ name: 'a', dependencies: { b: '*' } }),
        'b/package.json': json({ name: 'b', dependencies: { a: '*', b: '*' } }),
      },
      { 'npm .': ['a -> b', 'b -> a'] },
    ],
    [
      'another checkout below the tree',
      {
        'package.json': json({ workspaces: ['**'] }),
        'wt/.git': 'gitdir: x',
        ...packages('a', 'wt/a'),
      },
      { 'npm .': ['a'] },
    ],
    [
      'turbo with comments runs the tests',
      {
        'package.json': json({ workspaces: ['a'], packageManager: 'bun@1.2.0' }),
        'turbo.json':
          '// see "docs"\n{ "tasks": { /* "x": 1, */ "test": { "url": "http://a//b" }, }, }',
        ...packages('a'),
      },
      { 'bun . turbo': ['a'] },
    ],
    [
      'turbo that knows no tests',
      {
        'package.json': json({ workspaces: ['a'] }),
        'turbo.json': json({ tasks: { build: {} } }),
        ...packages('a'),
      },
      { 'npm .': ['a'] },
    ],
    [
      'Nx with packages',
      { 'package.json': json({ workspaces: ['*'] }), 'nx.json': '{}', ...packages('a', 'b') },
      { 'npm . nx': ['a', 'b'] },
    ],
    [
      'Nx with packages that import each other over shared paths',
      {
        'package.json': json({ workspaces: ['*'] }),
        'nx.json': '{}',
        'tsconfig.base.json': '{ // all\n "compilerOptions": { "paths": { "@x/a": ["a/src"] } } }',
        ...packages('a', 'b'),
      },
      { 'npm . nx': ['a -> b', 'b -> a'] },
    ],
    [
      'Nx whose projects tell nothing of each other: each may use all',
      {
        'package.json': '{}',
        'nx.json': '{}',
        'apps/a/project.json': json({ name: 'a' }),
        'libs/b/project.json': json({ name: 'b' }),
        'libs/c/project.json': '{ broken',
      },
      { 'nx . nx': ['apps/a -> libs/b', 'libs/b -> libs/c', 'libs/c -> apps/a'] },
    ],
    [
      'Lerna by itself',
      { 'lerna.json': '{}', ...packages('packages/a') },
      { 'lerna .': ['packages/a'] },
    ],
    [
      'Rush',
      {
        'rush.json': `/* all */ ${json({ projects: [{ projectFolder: 'a' }, { projectFolder: '../b' }, { projectFolder: 'gone' }, 3] })}`,
        ...packages('a'),
      },
      { 'rush .': ['a'] },
    ],
    [
      'Deno, whose members import each other by name',
      {
        'deno.jsonc': '{ // all\n "workspace": ["./a", "./b",], }',
        'a/deno.json': json({ name: '@x/a' }),
        'b/package.json': json({ name: 'b' }),
      },
      { 'deno .': ['a -> b', 'b -> a'] },
    ],
    ['a broken manifest', { 'package.json': '{"workspaces": ["a"', ...packages('a') }, {}],
    [
      'values of the wrong kind',
      { 'package.json': '{"workspaces": {"packages": 3}}', ...packages('a') },
      {},
    ],
    [
      'a manifest that is a list',
      { 'package.json': '["workspaces"]', 'lerna.json': '3', ...packages('a') },
      {},
    ],
  ])('%s', async (_, files, expected) => {
    expect(await workspacesOf(files)).toEqual(expected);
  });
});

describe('workspaces of any kind', () => {
  it('keeps a member of a workspace from being read as the root of another', async () => {
    const files = {
      'package.json': json({ workspaces: ['a', 'a/b'] }),
      'a/package.json': json({ workspaces: ['b'] }),
      ...packages('a/b'),
    };
    expect(await workspacesOf(files)).toEqual({ 'npm .': ['a', 'a/b'] });
  });

  it('never throws for a manifest that is cut off, or holds values of other kinds', async () => {
    const members = {
      ...packages('a'),
      'a/Cargo.toml': '[package]\nname = "a"\n',
      'a/go.mod': 'module a\n',
      'a/pyproject.toml': '[project]\nname = "a"\n',
      'a/pom.xml': '<project><artifactId>a</artifactId></project>',
      'a/mix.exs': '[app: :a]',
      'a/pubspec.yaml': 'name: a\n',
      'a/a.csproj': '<Project/>',
      'a/a.cabal': 'name: a\n',
    };
    const manifests = {
      'package.json': '{"workspaces":{"packages":["a",1,null,{}]}}',
      'turbo.json': '{"tasks":["test"]}',
      'deno.json': '{"workspace":["a",[]]}',
      'Cargo.toml': '[workspace]\nmembers = ["a", 1]\ndependencies = 2099-01-01\n',
      'go.work': 'use (\n./a\n)\n',
      'pyproject.toml': '[tool.uv.workspace]\nmembers = ["a"]\n[project]\ndependencies = 3\n',
      'pom.xml': '<project><modules><module>a</module></modules><parent/></project>',
      'settings.gradle': "include 'a'\nproject(':a').projectDir = file('a')\n",
      'mix.exs': '[apps_path: "."]',
      'pubspec.yaml': 'workspace: &x [a, *x, 3]\nmelos: 3\n',
      'App.sln': 'Project("{F}") = "a", "a\\a.csproj", "{1}"\n',
      'cabal.project': 'packages: a\n',
    };
    const kinds = new Set<string>();
    for (const [name, text] of Object.entries(manifests)) {
      for (let end = 0; end <= text.length; end += 1) {
        const found = await workspacesOf({ ...members, [name]: text.slice(0, end) });
        for (const kind of Object.keys(found)) kinds.add(kind);
      }
    }
    const read = [
      'cabal',
      'cargo',
      'dart',
      'deno',
      'dotnet',
      'go',
      'gradle',
      'maven',
      'mix',
      'npm',
      'uv',
    ];
    expect([...kinds].toSorted()).toEqual(read.map((kind) => `${kind} .`));
  });

  it('is not held up by a manifest made to be slow', async () => {
    const many = 100_000;
    const files = {
      'settings.gradle': `include${' '.repeat(many)}\n${'/*'.repeat(many)}`,
      'deno.json': `{ "workspace": ["${'*a'.repeat(200)}"], ${'/*'.repeat(many)}`,
      'package.json': json({ workspaces: [`${'*a'.repeat(200)}b`, '{a,b}'.repeat(50)] }),
      'mix.exs': 'apps_path:'.repeat(many),
      ...packages('a'.repeat(200)),
    };
    expect(await workspacesOf(files)).toEqual({});
  });
});
