import { describe, expect, it } from 'vitest';
import { json, packages, workspacesOf } from './workspaces-of.ts';

describe('workspaces of any kind', () => {
  it('keeps a member of a workspace from being read as the root of another', async () => {
    const files = {
      'package.json': json({ workspaces: ['a', 'a/b'] }),
      'a/package.json': json({ workspaces: ['b'] }),
      ...packages('a/b'),
    };
    expect(await workspacesOf(files)).toEqual({ 'npm .': ['a', 'a/b'] });
  });

  it.each<[string, string, string]>([
    ['go.work', 'use (\n../out\n)\n', 'go.mod'],
    ['settings.gradle', "include 'x'\nproject(':x').projectDir = file('../out')\n", 'build.gradle'],
    ['settings.gradle', "includeBuild '../out'\n", 'build.gradle'],
    ['rush.json', '{"projects":[{"projectFolder":"../out"}]}', 'package.json'],
    ['pom.xml', '<project><modules><module>../out</module></modules></project>', 'pom.xml'],
    ['App.sln', 'Project("{F}") = "a", "..\\out\\a.csproj", "{1}"', 'a.csproj'],
    ['pnpm-workspace.yaml', 'packages: ["../out", "../*"]', 'package.json'],
    ['Cargo.toml', '[workspace]\nmembers = ["../out"]', 'Cargo.toml'],
  ])('refuses what a nested %s names outside of its directory', async (name, text, manifest) => {
    const files = { 'sub/package.json': '{}', [`sub/${name}`]: text, [`out/${manifest}`]: '' };
    expect(await workspacesOf(files)).toEqual({});
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
