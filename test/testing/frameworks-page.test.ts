import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { frameworkIds, requireFramework } from '../../src/engine/testing/index.ts';
import { frameworkCases } from '../frameworks/cases/index.ts';
import { caseName } from '../frameworks/framework-case.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/frameworks.md'), 'utf8');

/** What must be known, each with its rows; a wrapper has none, and is looked into. */
const wanted: Readonly<Record<string, readonly string[] | 'wrapper'>> = {
  pytest: ['pytest'],
  unittest: ['unittest'],
  'django-test': ['django-test'],
  nose2: ['nose2'],
  stestr: ['stestr'],
  behave: ['behave'],
  robot: ['robot'],
  'tox nox hatch': 'wrapper',
  jest: ['jest'],
  vitest: ['vitest'],
  mocha: ['mocha'],
  jasmine: ['jasmine'],
  karma: ['karma'],
  ava: ['ava'],
  tap: ['tap'],
  tape: ['tape'],
  'node-test': ['node-test'],
  'bun-test': ['bun-test'],
  'deno-test': ['deno-test'],
  'qunit / uvu / zora': ['qunit', 'uvu', 'zora'],
  playwright: ['playwright'],
  cypress: ['cypress'],
  'webdriverio / cucumber-js / testcafe / web-test-runner': [
    'webdriverio',
    'cucumber-js',
    'testcafe',
    'web-test-runner',
  ],
  'react-scripts / ng / vue-cli': ['react-scripts', 'angular', 'vue-cli'],
  'go-test': ['go-test'],
  ginkgo: ['ginkgo'],
  'cargo-test': ['cargo-test'],
  'cargo-nextest': ['cargo-nextest'],
  'maven-surefire': ['maven-surefire'],
  'gradle-test': ['gradle-test'],
  'sbt-test / mill': ['sbt-test', 'mill-test'],
  'lein-test / clojure cli / kaocha': ['lein-test', 'clojure-test', 'kaocha'],
  'dotnet-test': ['dotnet-test'],
  phpunit: ['phpunit'],
  pest: ['pest'],
  'codeception / behat / phpspec': ['codeception', 'behat', 'phpspec'],
  rspec: ['rspec'],
  minitest: ['minitest'],
  'test-unit / cucumber': ['test-unit', 'cucumber'],
  'swift-test': ['swift-test'],
  'xcodebuild-test': ['xcodebuild-test'],
  fastlane: ['fastlane'],
  'dart-test / flutter-test': ['dart-test', 'flutter-test'],
  exunit: ['exunit'],
  'eunit / common-test': ['eunit', 'common-test'],
  'cabal-test / stack-test': ['cabal-test', 'stack-test'],
  'dune-test': ['dune-test'],
  ctest: ['ctest'],
  'autotools-check': ['autotools-check'],
  'meson-test': ['meson-test'],
  'bazel-test': ['bazel-test'],
  'make just task mise': 'wrapper',
  'zig-test': ['zig-test'],
  'julia-test': ['julia-test'],
  testthat: ['testthat'],
  prove: ['prove'],
  'busted / luaunit': ['busted', 'luaunit'],
  'bats / shunit2 / shellspec': ['bats', 'shunit2', 'shellspec'],
  'crystal / nim / d / gleam / elm / terraform / foundry': [
    'crystal-spec',
    'nim-test',
    'dub-test',
    'gleam-test',
    'elm-test',
    'terraform-test',
    'foundry-test',
  ],
};

/** Whether a row of a table of the page is about a framework, or a variant of it. */
function hasRow(id: string): boolean {
  return page.includes(`| \`${id}\``) || page.includes(`| \`${id} (`);
}

describe('the page of test frameworks', () => {
  it('has a row for every framework that is known', () => {
    expect(frameworkIds.filter((id) => !hasRow(id))).toEqual([]);
  });

  it('knows 59 kinds of tests, wrappers with the others', () => {
    const missing = Object.entries(wanted).flatMap(([name, rows]) =>
      rows === 'wrapper'
        ? name.split(' ').filter((word) => !new RegExp(`\\b${word}\\b`, 'u').test(page))
        : rows.filter((id) => !frameworkIds.includes(id) || !hasRow(id)),
    );
    expect(missing).toEqual([]);
    expect(Object.keys(wanted)).toHaveLength(59);
  });
});

describe('the cases that prove frameworks', () => {
  it('are called differently, and each is of a framework that is known', () => {
    const names = frameworkCases.map(caseName);
    expect(new Set(names).size).toBe(names.length);
    for (const { framework } of frameworkCases) expect(frameworkIds).toContain(framework);
  });

  it.each([...new Set(frameworkCases.map(({ framework }) => framework))])(
    'say of %s what its row says: proved on the tool, or on a simulator alone',
    (id) => {
      const cases = frameworkCases.filter(({ framework }) => framework === id);
      const isOnTool = cases.some(({ by }) => by === 'tool');
      expect(requireFramework(id).proof).toBe(isOnTool ? 'tool' : 'simulator');
    },
  );
});
