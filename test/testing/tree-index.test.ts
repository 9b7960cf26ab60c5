import { describe, expect, it } from 'vitest';
import { indexTree } from '../../src/engine/testing/detect/tree-index.ts';

describe('roots', () => {
  it.each<[string, string[], string[]]>([
    ['the top is always one', ['README.md'], ['']],
    ['nothing at all', [], ['']],
    [
      'nearest to the top first',
      ['a/b/go.mod', 'z/package.json', 'a/Cargo.toml'],
      ['', 'a', 'z', 'a/b'],
    ],
    [
      'a manifest by its extension',
      ['src/App/App.csproj', 'lib/x.gemspec'],
      ['', 'lib', 'src/App'],
    ],
    ['a name that only ends like a manifest', ['x/Go.gitignore', 'x/my-package.json'], ['']],
    ['Makefiles and recipes make no nested root', ['x/Makefile', 'x/justfile', 'x/a.c'], ['']],
    [
      'examples beside a project',
      ['pyproject.toml', 'examples/a/pyproject.toml', 'Examples/Package.swift'],
      [''],
    ],
    ['examples where nothing else is there', ['examples/a/package.json'], ['', 'examples/a']],
    ['installed packages are never one', ['node_modules/a/package.json'], ['']],
    ['fixtures inside of tests', ['go.mod', 'test/fixtures/a/package.json'], ['']],
    ['a chain of build files', ['CMakeLists.txt', 'src/x/CMakeLists.txt'], ['']],
    [
      'only the outermost of a chain',
      ['cpp/CMakeLists.txt', 'cpp/test/CMakeLists.txt', 'other/deep/CMakeLists.txt'],
      ['', 'cpp', 'other/deep'],
    ],
    [
      'another build file below a chain',
      ['CMakeLists.txt', 'support/build.gradle'],
      ['', 'support'],
    ],
    [
      'a bundle belongs to the directory around it',
      ['ios/App.xcodeproj/project.pbxproj'],
      ['', 'ios'],
    ],
    [
      'a workspace inside of a bundle is part of it',
      ['ios/App.xcodeproj/project.xcworkspace/contents.xcworkspacedata', 'ios/a.swift'],
      [''],
    ],
    ['fastlane belongs to the directory around it', ['ios/fastlane/Fastfile'], ['', 'ios']],
    ['requirements', ['api/requirements-dev.txt', 'api/a.py'], ['', 'api']],
    ['requirements of tests', ['setup.py', 'tests/requirements.txt', 'requirements/x.txt'], ['']],
    ['package.json of tests', ['package.json', 'test/package.json', 'test/a.test.js'], ['']],
    [
      'tests that are a project of their own',
      ['package.json', 'e2e/package.json', 'e2e/playwright.config.ts'],
      ['', 'e2e'],
    ],
    [
      'packages that tests read, and one that is installed',
      [
        'package.json',
        'e2e/a/package.json',
        'e2e/a/jest.config.js',
        'e2e/b/package.json',
        'e2e/b/yarn.lock',
      ],
      ['', 'e2e/b'],
    ],
    ['DESCRIPTION alone is no package of R', ['x/DESCRIPTION'], ['']],
    ['DESCRIPTION of a package of R', ['x/DESCRIPTION', 'x/R/a.R'], ['', 'x']],
    ['a linked worktree below the tree', ['package.json', 'wt/.git', 'wt/package.json'], ['']],
    ['a worktree that git only names', ['package.json', 'wt/'], ['']],
    [
      'packages of the JVM are called anything',
      ['pom.xml', 'src/main/java/com/example/docs/A.java'],
      [''],
    ],
  ])('%s', (_, names, roots) => {
    expect(indexTree(names).roots).toEqual(roots);
  });
});

describe('foreign paths', () => {
  const index = indexTree(['docs/a.md', 'wt/.git', 'wt/src/a.ts', 'docs/sub/b.md', 'sub/docs']);

  it.each<[string, boolean]>([
    ['src/a.ts', false],
    ['node_modules/a/b.js', true],
    ['packages/a/node_modules/b.js', true],
    ['src/vendor/a.js', true],
    ['docs/a.md', true],
    ['docs', true],
    ['docs/sub', true],
    // A file, not a directory.
    ['sub/docs', false],
    ['packages/a/dist/a.js', true],
    ['e2e/fixtures/a.js', true],
    ['tests/templates/test_a.py', false],
    ['src/build/a.ts', false],
    ['build/a.o', true],
    ['crates/a/target/debug/a', true],
    ['src/test/java/com/example/samples/ATest.java', false],
    ['samples/src/test/java/com/acme/ATest.java', true],
    ['Samples/App/a.cs', true],
    ['wt/src/a.ts', true],
    ['examples.ts', false],
    ['', false],
  ])('%s: %s', (path, isForeign) => {
    expect(index.isForeign(path)).toBe(isForeign);
  });
});

describe('files', () => {
  const names = [
    'package.json',
    'src/a.ts',
    'packages/a/package.json',
    'packages/a/src/deep/a.ts',
    'packages/a/examples/b/package.json',
    'packages/a/examples/b/b.test.ts',
    'packages/b/package.json',
    'packages/readme.md',
    'src/z.ts',
  ];
  const index = indexTree(names);

  it('gives the nearest root of a path', () => {
    expect(index.rootOf('packages/a/src/deep/a.ts')).toBe('packages/a');
    expect(index.rootOf('packages/a')).toBe('packages/a');
    expect(index.rootOf('packages/readme.md')).toBe('');
    expect(index.rootOf('packages/a/examples/b/b.test.ts')).toBe('packages/a');
    expect(index.rootOf('not/there.ts')).toBe('');
  });

  it('gives a root its own files in the order of the names', () => {
    expect(index.ownFiles('')).toEqual([
      'package.json',
      'src/a.ts',
      'packages/readme.md',
      'src/z.ts',
    ]);
    expect(index.ownFiles('packages/a')).toEqual(names.slice(2, 4));
  });

  it('gives a member among examples its files too, though it is no root', () => {
    expect(index.ownFiles('packages/a/examples/b')).toEqual(names.slice(4, 6));
  });

  it('gives each file of no directory to one root', () => {
    const owned = index.roots.flatMap((root) => index.ownFiles(root));
    expect(owned.toSorted()).toEqual(names.filter((name) => !index.isForeign(name)).toSorted());
  });

  it('knows what stands directly in a directory', () => {
    expect(index.filesIn('packages/a')).toEqual(['package.json']);
    expect(index.filesIn('packages')).toEqual(['readme.md']);
    expect(index.filesIn('nowhere')).toEqual([]);
    expect(index.has('src/a.ts')).toBe(true);
    expect(index.has('src')).toBe(false);
  });

  it('keeps a list once made', () => {
    expect(index.ownFiles('packages/a')).toBe(index.ownFiles('packages/a'));
  });
});
