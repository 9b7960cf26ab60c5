import { describe, expect, it } from 'vitest';
import type { Files } from './tree.ts';
import { detectIn, foundIn } from './tree.ts';

const script = (test: string) => JSON.stringify({ scripts: { test } });

describe('members and wrappers of a project', () => {
  it('leaves members to themselves where the root only holds them', async () => {
    const files = {
      'api/pyproject.toml': '[tool.pytest.ini_options]\n',
      'api/tests/test_a.py': 'import pytest',
      'web/package.json': script('vitest run --coverage'),
      'web/src/a.test.ts': "import 'vitest'",
    };
    const detection = await detectIn(files);
    if (detection.kind === 'none') throw new Error(detection.reasons.join());
    const told = detection.suites.map(({ framework, dir }) => `${framework} in ${dir}`);
    expect(told.toSorted()).toEqual(['pytest in api', 'vitest in web']);
  });

  it('tells tests of members once where the root runs them all', async () => {
    const files = {
      'package.json': script('vitest'),
      'packages/a/package.json': '{}',
      'packages/a/a.test.ts': "import 'vitest'",
      'packages/b/package.json': '{"devDependencies":{"vitest":"1"}}',
      'packages/b/b.test.ts': "import 'vitest'",
    };
    const detection = await detectIn(files);
    if (detection.kind === 'none') throw new Error(detection.reasons.join());
    expect(detection.suites.map(({ dir }) => dir)).toEqual(['']);
    expect(detection.primary.hangRisk).toContain('waits for changes on a terminal');
  });

  it.each<readonly [string, Files, string, readonly string[]]>([
    [
      'make',
      { Makefile: 'test: start\n\t@pytest -x tests\nstart:\n\tnode server.js &\n' },
      'pytest',
      ['make start'],
    ],
    [
      'just',
      { justfile: 'test *args: build\n  pytest {{args}}\nbuild:\n  ./make.sh\n' },
      'pytest',
      ['just build'],
    ],
    [
      'task',
      {
        'Taskfile.yml':
          'tasks:\n  test:\n    deps: [gen]\n    cmds: [go test ./...]\n  gen: ./gen.sh\n',
        'go.mod': '',
        'a_test.go': '',
      },
      'go-test',
      ['task gen'],
    ],
    ['mise', { 'mise.toml': '[tasks.test]\nrun = "bats test"\n', 'test/a.bats': '' }, 'bats', []],
    [
      'tox',
      { 'tox.ini': '[testenv]\ncommands =\n    python -m pytest {posargs:tests} --x={envdir}\n' },
      'pytest',
      [],
    ],
    [
      'tox in TOML',
      {
        'pyproject.toml':
          '[tool.tox.env_run_base]\ncommands = [["pytest", "-v", { replace = "posargs", default = ["tests"] }]]\n',
      },
      'pytest',
      [],
    ],
    [
      'nox',
      {
        'noxfile.py':
          'def tests(session):\n    session.install(".")\n    session.run("pytest", "-q")\n',
      },
      'pytest',
      [],
    ],
    [
      'Hatch',
      { 'pyproject.toml': '[tool.hatch.envs.default.scripts]\ntest = "pytest {args:tests}"\n' },
      'pytest',
      [],
    ],
    [
      'Composer',
      { 'composer.json': '{"scripts":{"lint":"x","test":["@lint","phpunit"]}}' },
      'phpunit',
      ['composer lint'],
    ],
    ['Deno', { 'deno.json': '{"tasks":{"test":"deno test -A"}}' }, 'deno-test', []],
    [
      'a script of a shell',
      { 'script/test': '#!/bin/sh\nset -e\nexec bundle exec rspec "$@"\n' },
      'rspec',
      [],
    ],
    [
      'a script that calls make',
      { 'package.json': script('make test'), Makefile: 'test:\n\tmocha\n' },
      'mocha',
      [],
    ],
    [
      'GitHub',
      {
        '.github/workflows/ci.yml':
          'jobs:\n  a:\n    steps:\n      - run: |\n          pip install x\n          prove -lr t\n',
        't/a.t': '',
      },
      'prove',
      [],
    ],
    [
      'GitLab',
      { '.gitlab-ci.yml': 'unit:\n  script:\n    - busted --coverage\n', 'spec/a_spec.lua': '' },
      'busted',
      [],
    ],
  ])('looks into %s', async (_, files, framework, before) => {
    const found = await foundIn(files);
    expect(found.framework).toBe(framework);
    expect(found.invocation.before).toEqual(before);
  });

  it('does not run a recipe that never ends, and says so', async () => {
    const justfile = 'test:\n  cargo watch -x test\n';
    const found = await foundIn({ justfile, 'Cargo.toml': '', 'src/lib.rs': '' });
    expect(found).toMatchObject({ framework: 'cargo-test', invocation: { before: [] } });
    expect(found.hangRisk).toContain('starts cargo watch, which never ends');
  });
});
