import type { FrameworkCase } from '../framework-case.ts';

const file = 'test/sums_test.exs';
const test = (body: string) => `defmodule SumsTest do
  use ExUnit.Case

  describe "sums" do
    test "adds" do
      ${body}
    end
  end
end
`;

/** Mix on a project without dependencies. */
export const exunitCase: FrameworkCase = {
  framework: 'exunit',
  by: 'tool',
  needs: { debian: ['elixir'], npm: [] },
  version: ['elixir', '--short-version'],
  leaves: /^_build\//u,
  files: {
    'mix.exs': `defmodule Sums.MixProject do
  use Mix.Project
  def project, do: [app: :sums, version: "0.1.0"]
end
`,
    'lib/sums.ex': 'defmodule Sums do\n  def add(a, b), do: a + b\nend\n',
    'test/test_helper.exs': 'ExUnit.start(exclude: [:slow])\n',
  },
  green: {
    files: {
      [file]: test('assert Sums.add(1, 2) == 3'),
      'test/other_test.exs':
        'defmodule OtherTest do\n  use ExUnit.Case\n  @tag :skip\n  test "later" do\n  end\nend\n',
    },
    totals: { total: 2, passed: 1, failed: 0, skipped: 1 },
  },
  red: {
    files: { [file]: test('assert Sums.add(2, 2) == 3') },
    totals: { total: 1, passed: 0, failed: 1, skipped: 0 },
    failing: { name: 'SumsTest > test sums adds', file, line: 6 },
  },
  zero: {
    files: { [file]: 'defmodule SumsTest do\n  use ExUnit.Case\nend\n' },
    totals: { total: 0, passed: 0, failed: 0, skipped: 0 },
  },
  broken: { files: { [file]: test('assert (') } },
  hang: {
    files: {
      [file]: test('Process.sleep(:infinity)').replace(
        '    test',
        '    @tag timeout: :infinity\n    test',
      ),
    },
  },
  daemon: {
    files: {
      [file]: test('Port.open({:spawn, "setsid sleep 300"}, [])\n      assert true'),
    },
    totals: { total: 1, passed: 1, failed: 0, skipped: 0 },
  },
  generated: {
    files: {},
    source: 'lib/sums.ex',
    tests: ['adds two numbers', 'refuses "text", #{code} and \\ – plainly'],
  },
  timeLimitMs: 60_000,
};
