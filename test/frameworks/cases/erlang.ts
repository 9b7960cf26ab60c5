import type { Files } from '../../testing/tree.ts';
import type { FrameworkCase } from '../framework-case.ts';

const project: Files = {
  'rebar.config': '{erl_opts, [debug_info]}.\n',
  'src/sums.app.src':
    '{application, sums, [{description, "sums"}, {vsn, "1"}, {modules, []}, {applications, [kernel, stdlib]}]}.\n',
  'src/sums.erl': '-module(sums).\n-export([add/2]).\nadd(A, B) -> A + B.\n',
};
const unit = 'test/sums_tests.erl';
const unitHead = '-module(sums_tests).\n-include_lib("eunit/include/eunit.hrl").\n';
const suite = 'test/sums_SUITE.erl';
const suiteHead = '-module(sums_SUITE).\n-export([all/0, adds/1]).\nall() -> [adds].\n';
const daemon = 'open_port({spawn, "setsid sleep 300"}, [])';
const needs = {
  debian: ['rebar3', 'erlang-eunit', 'erlang-common-test', 'erlang-dev', 'erlang-tools'],
  npm: [],
};

/** EUnit through rebar3. */
export const eunitCase: FrameworkCase = {
  framework: 'eunit',
  by: 'tool',
  needs,
  version: ['rebar3', '--version'],
  leaves: /^(?:_build\/|rebar\.lock$)/u,
  files: project,
  green: {
    files: { [unit]: `${unitHead}adds_test() -> ?assertEqual(3, sums:add(1, 2)).\n` },
    totals: { total: 1, passed: 1, failed: 0, skipped: 0 },
  },
  red: {
    files: {
      [unit]: `${unitHead}fine_test() -> ok.\nadds_test() ->\n    ?assertEqual(3, sums:add(2, 2)).\n`,
    },
    totals: { total: 2, passed: 1, failed: 1, skipped: 0 },
    failing: { name: 'sums_tests > adds_test', file: unit, line: 5 },
  },
  zero: {
    files: { [unit]: unitHead },
    totals: { total: 0, passed: 0, failed: 0, skipped: 0 },
  },
  broken: { files: { [unit]: `${unitHead}adds_test() -> (.\n` } },
  hang: {
    files: {
      [unit]: `${unitHead}hangs_test_() -> {timeout, 3600, fun() -> timer:sleep(infinity) end}.\n`,
    },
  },
  daemon: {
    files: { [unit]: `${unitHead}starts_test() -> ${daemon}.\n` },
    totals: { total: 1, passed: 1, failed: 0, skipped: 0 },
  },
  generated: {
    files: {},
    source: 'src/sums.erl',
    tests: ['adds two numbers', 'refuses "text" and \\ – plainly'],
  },
  timeLimitMs: 60_000,
};

/** Common Test through rebar3. */
export const commonTestCase: FrameworkCase = {
  framework: 'common-test',
  by: 'tool',
  needs,
  version: ['rebar3', '--version'],
  leaves: /^(?:_build\/|rebar\.lock$)/u,
  files: project,
  green: {
    files: { [suite]: `${suiteHead}adds(_) -> 3 = sums:add(1, 2).\n` },
    totals: { total: 1, passed: 1, failed: 0, skipped: 0 },
  },
  red: {
    files: { [suite]: `${suiteHead}adds(_) ->\n    3 = sums:add(2, 2).\n` },
    totals: { total: 1, passed: 0, failed: 1, skipped: 0 },
    failing: { name: 'sums_SUITE > adds', file: suite, line: 5 },
  },
  zero: {
    files: { [suite]: '-module(sums_SUITE).\n-export([all/0]).\nall() -> [].\n' },
    totals: { total: 0, passed: 0, failed: 0, skipped: 0 },
  },
  broken: { files: { [suite]: `${suiteHead}adds(_) -> (.\n` } },
  hang: { files: { [suite]: `${suiteHead}adds(_) -> timer:sleep(infinity).\n` } },
  daemon: {
    files: { [suite]: `${suiteHead}adds(_) -> ${daemon}.\n` },
    totals: { total: 1, passed: 1, failed: 0, skipped: 0 },
  },
  generated: null,
  timeLimitMs: 60_000,
};
