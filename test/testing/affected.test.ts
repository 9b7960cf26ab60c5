import { describe, expect, it } from 'vitest';
import { affectedDirs } from '../../src/engine/testing/detect/workspaces/affected.ts';
import type { Workspace } from '../../src/engine/testing/detect/workspaces/workspace.ts';

function workspace(root: string, uses: Readonly<Record<string, readonly string[]>>): Workspace {
  const members = Object.entries(uses).map(([dir, dependsOn]) => ({ dir, name: dir, dependsOn }));
  return { kind: 'npm', root, runner: null, members };
}

const chain = workspace('', {
  'packages/app': ['packages/lib'],
  'packages/lib': ['packages/core'],
  'packages/core': [],
  'packages/other': [],
});
const circle = workspace('', { a: ['b'], b: ['c'], c: ['a'], d: [] });
const nested = workspace('', { a: [], 'a/b': [], ab: [] });
const crates = workspace('', { '': ['crates/x'], 'crates/x': [], 'crates/y': [''] });
const web = workspace('web', { 'web/a': [], 'web/b': ['web/a'] });
const api = workspace('api', { 'api/a': [], 'api/b': [] });

describe('suites that a change touches', () => {
  it.each<[string, readonly Workspace[], string[], string[], string[]]>([
    ['nothing changed', [chain], [], ['packages/app', ''], []],
    [
      'a member, and what depends on it over others',
      [chain],
      ['packages/core/src/a.ts'],
      ['packages/app', 'packages/lib', 'packages/core', 'packages/other'],
      ['packages/app', 'packages/lib', 'packages/core'],
    ],
    [
      'what it depends on itself is left alone',
      [chain],
      ['packages/app/a.ts'],
      ['packages/app', 'packages/core'],
      ['packages/app'],
    ],
    [
      'a lockfile at the root touches all',
      [chain],
      ['packages/other/a.ts', 'pnpm-lock.yaml'],
      ['packages/app', 'packages/other'],
      ['packages/app', 'packages/other'],
    ],
    [
      'a file between the members touches all',
      [chain],
      ['packages/tsconfig.json'],
      ['packages/app', 'packages/other'],
      ['packages/app', 'packages/other'],
    ],
    [
      'a suite around the members sees each of them',
      [chain],
      ['packages/other/a.ts'],
      ['', 'packages', 'packages/app'],
      ['', 'packages'],
    ],
    [
      'a suite inside of a member belongs to it',
      [chain],
      ['packages/other/a.ts'],
      ['packages/other/e2e', 'packages/app/e2e'],
      ['packages/other/e2e'],
    ],
    ['members in a circle', [circle], ['b/x'], ['a', 'b', 'c', 'd'], ['a', 'b', 'c']],
    ['the nearest member owns a file', [nested], ['a/b/x'], ['a/b', 'ab'], ['a/b']],
    ['a name that only begins alike', [nested], ['ab/x'], ['a', 'a/b', 'ab'], ['ab']],
    [
      'the code of a member at the root',
      [crates],
      ['src/lib.rs'],
      ['', 'crates/x', 'crates/y'],
      ['', 'crates/y'],
    ],
    [
      'the manifest of a member at the root is for all',
      [crates],
      ['Cargo.toml'],
      ['', 'crates/x', 'crates/y'],
      ['', 'crates/x', 'crates/y'],
    ],
    [
      'a member at the root that uses the changed one',
      [crates],
      ['crates/x/src/lib.rs'],
      ['', 'crates/x', 'crates/y'],
      ['', 'crates/x', 'crates/y'],
    ],
    ['two workspaces', [web, api], ['web/a/x'], ['web/a', 'web/b', 'api/a'], ['web/a', 'web/b']],
    [
      'the lockfile of one of two workspaces touches all',
      [web, api],
      ['web/yarn.lock'],
      ['web/a', 'api/a'],
      ['web/a', 'api/a'],
    ],
    ['no workspace at all', [], ['src/a.ts'], ['', 'other'], ['', 'other']],
  ])('%s', (_, workspaces, changed, suiteDirs, expected) => {
    expect(affectedDirs({ changed, workspaces, suiteDirs })).toEqual(expected);
  });
});
