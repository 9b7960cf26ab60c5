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
