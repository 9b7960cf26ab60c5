import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** One project of the tree: its manifest, a test, and sources by their number. */
interface Kind {
  readonly dir: string;
  readonly count: number;
  readonly manifest: (name: string) => readonly [path: string, text: string];
  readonly source: (at: number) => string;
  readonly test: (at: number) => readonly [path: string, text: string];
}

const folder = (at: number) => `part${String(at % 12)}/deep${String(at % 5)}`;

/** Members of seven languages, as large repositories have them side by side. */
const kinds: readonly Kind[] = [
  {
    dir: 'packages',
    count: 60,
    manifest: (name) => [
      'package.json',
      JSON.stringify({ name, scripts: { test: 'vitest run' }, devDependencies: { vitest: '4' } }),
    ],
    source: (at) => `src/${folder(at)}/module${String(at)}.ts`,
    test: (at) => [`src/${folder(at)}/module${String(at)}.test.ts`, "import 'vitest';\n"],
  },
  {
    dir: 'apps',
    count: 20,
    manifest: (name) => [
      'package.json',
      JSON.stringify({ name, scripts: { test: 'jest' }, devDependencies: { jest: '30' } }),
    ],
    source: (at) => `src/${folder(at)}/View${String(at)}.tsx`,
    test: (at) => [`src/${folder(at)}/__tests__/View${String(at)}.test.tsx`, 'test("a");\n'],
  },
  {
    dir: 'python',
    count: 20,
    manifest: () => ['pyproject.toml', '[tool.pytest.ini_options]\ntestpaths = ["tests"]\n'],
    source: (at) => `lib/${folder(at)}/module_${String(at)}.py`,
    test: (at) => [`tests/${folder(at)}/test_${String(at)}.py`, 'import pytest\n'],
  },
  {
    dir: 'go',
    count: 15,
    manifest: (name) => ['go.mod', `module example.com/${name}\n`],
    source: (at) => `pkg/${folder(at)}/file${String(at)}.go`,
    test: (at) => [`pkg/${folder(at)}/file${String(at)}_test.go`, 'package a\nimport "testing"\n'],
  },
  {
    dir: 'crates',
    count: 20,
    manifest: (name) => ['Cargo.toml', `[package]\nname = "${name}"\nversion = "0.1.0"\n`],
    source: (at) => `src/${folder(at)}/module_${String(at)}.rs`,
    test: (at) => [`tests/test_${String(at)}.rs`, '#[test]\nfn a() {}\n'],
  },
  {
    dir: 'services',
    count: 15,
    manifest: (name) => ['pom.xml', `<project><artifactId>${name}</artifactId></project>\n`],
    source: (at) => `src/main/java/com/example/${folder(at)}/Class${String(at)}.java`,
    test: (at) => [
      `src/test/java/com/example/${folder(at)}/Class${String(at)}Test.java`,
      'import org.junit.Test;\n',
    ],
  },
  {
    dir: 'docs',
    count: 10,
    manifest: () => ['README.md', '# A guide\n'],
    source: (at) => `${folder(at)}/page${String(at)}.md`,
    test: (at) => [`${folder(at)}/picture${String(at)}.svg`, '<svg/>\n'],
  },
];

const top: readonly (readonly [path: string, text: string])[] = [
  ['package.json', JSON.stringify({ private: true, scripts: { test: 'pnpm -r test' } })],
  ['pnpm-workspace.yaml', 'packages:\n  - packages/*\n  - apps/*\n'],
  ['pnpm-lock.yaml', 'lockfileVersion: 9\n'],
  ['Cargo.toml', '[workspace]\nmembers = ["crates/*"]\n'],
  ['Makefile', 'test:\n\tpnpm -r test\n'],
  ['.gitignore', 'node_modules/\ntarget/\n'],
];

/** Makes a repository with so many committed files in a fresh directory; the caller removes it. */
export function makeLargeTree(files: number): string {
  const root = mkdtempSync(join(tmpdir(), 'agent-tui-bench-detect-'));
  const all = [...top, ...members(files - top.length)].slice(0, files);
  const made = new Set<string>();
  for (const [path, text] of all) {
    const dir = dirname(join(root, path));
    if (!made.has(dir)) mkdirSync(dir, { recursive: true });
    made.add(dir);
    writeFileSync(join(root, path), text);
  }
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@invalid', ...args], {
      cwd: root,
      stdio: 'ignore',
    });
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--no-verify', '--message', 'all');
  return root;
}

/** As many files as are asked for or a few more, every seventh a test. */
function* members(files: number): Generator<readonly [path: string, text: string]> {
  const all = kinds.flatMap((kind) =>
    Array.from({ length: kind.count }, (_, at) => ({ kind, name: `member${String(at)}` })),
  );
  const each = Math.ceil(files / all.length) - 1;
  for (const { kind, name } of all) {
    const below = (path: string) => `${kind.dir}/${name}/${path}`;
    const [manifest, text] = kind.manifest(name);
    yield [below(manifest), text];
    for (let at = 0; at < each; at += 1) {
      const [path, content] = at % 7 === 0 ? kind.test(at) : ([kind.source(at), ''] as const);
      yield [below(path), content];
    }
  }
}
