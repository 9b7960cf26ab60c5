import { AgentTuiError } from '../../model/error.ts';
import { clojureTest } from './clojure-test.ts';
import { command } from './command.ts';
import { commonTest } from './common-test.ts';
import { eunit } from './eunit.ts';
import { exunit } from './exunit.ts';
import { angular } from './angular.ts';
import { ava } from './ava.ts';
import { bunTest } from './bun-test.ts';
import { cucumberJs } from './cucumber-js.ts';
import { cypress } from './cypress.ts';
import { denoTest } from './deno-test.ts';
import { jasmine } from './jasmine.ts';
import { karma } from './karma.ts';
import { playwright } from './playwright.ts';
import { qunit } from './qunit.ts';
import { reactScripts } from './react-scripts.ts';
import { tap } from './tap.ts';
import { tape } from './tape.ts';
import { testcafe } from './testcafe.ts';
import { uvu } from './uvu.ts';
import { vueCli } from './vue-cli.ts';
import { webTestRunner } from './web-test-runner.ts';
import { webdriverio } from './webdriverio.ts';
import { zora } from './zora.ts';
import { djangoTest } from './django-test.ts';
import { nose2 } from './nose2.ts';
import { stestr } from './stestr.ts';
import { behave } from './behave.ts';
import { robot } from './robot.ts';
import { rspec } from './rspec.ts';
import { minitest } from './minitest.ts';
import { testUnit } from './test-unit.ts';
import { cucumber } from './cucumber.ts';
import { phpunit } from './phpunit.ts';
import { pest } from './pest.ts';
import { codeception } from './codeception.ts';
import { behat } from './behat.ts';
import { phpspec } from './phpspec.ts';
import { prove } from './prove.ts';
import { busted } from './busted.ts';
import { luaunit } from './luaunit.ts';
import { bats } from './bats.ts';
import { shunit2 } from './shunit2.ts';
import { shellspec } from './shellspec.ts';
import { urchin } from './urchin.ts';
import { testthat } from './testthat.ts';
import { cargoTest } from './cargo-test.ts';
import { cargoNextest } from './cargo-nextest.ts';
import { ginkgo } from './ginkgo.ts';
import { ctest } from './ctest.ts';
import { autotoolsCheck } from './autotools-check.ts';
import { mesonTest } from './meson-test.ts';
import { bazelTest } from './bazel-test.ts';
import { cabalTest } from './cabal-test.ts';
import { stackTest } from './stack-test.ts';
import { duneTest } from './dune-test.ts';
import { zigTest } from './zig-test.ts';
import { juliaTest } from './julia-test.ts';
import { crystalSpec } from './crystal-spec.ts';
import { nimTest } from './nim-test.ts';
import { dubTest } from './dub-test.ts';
import { gleamTest } from './gleam-test.ts';
import { elmTest } from './elm-test.ts';
import { terraformTest } from './terraform-test.ts';
import { foundryTest } from './foundry-test.ts';
import type { Framework } from './framework.ts';
import { dartTest } from './dart-test.ts';
import { dotnetTest } from './dotnet-test.ts';
import { fastlane } from './fastlane.ts';
import { flutterTest } from './flutter-test.ts';
import { kaocha } from './kaocha.ts';
import { millTest } from './mill-test.ts';
import { sbtTest } from './sbt-test.ts';
import { swiftTest } from './swift-test.ts';
import { xcodebuildTest } from './xcodebuild-test.ts';
import { gradleTest } from './gradle-test.ts';
import { goTest } from './go-test.ts';
import { jest } from './jest.ts';
import { leinTest } from './lein-test.ts';
import { mavenSurefire } from './maven-surefire.ts';
import { mocha } from './mocha.ts';
import { nodeTest } from './node-test.ts';
import { pytest } from './pytest.ts';
import { unittest } from './unittest.ts';
import { vitest } from './vitest.ts';

/** Every framework we know; of two with equal evidence the earlier one is taken. */
export const frameworks: readonly Framework[] = [
  vitest,
  jest,
  mocha,
  nodeTest,
  pytest,
  unittest,
  goTest,
  angular,
  ava,
  bunTest,
  cucumberJs,
  cypress,
  denoTest,
  jasmine,
  karma,
  playwright,
  qunit,
  reactScripts,
  tap,
  tape,
  testcafe,
  uvu,
  vueCli,
  webTestRunner,
  webdriverio,
  zora,
  mavenSurefire,
  gradleTest,
  djangoTest,
  nose2,
  stestr,
  behave,
  robot,
  rspec,
  minitest,
  testUnit,
  cucumber,
  phpunit,
  pest,
  codeception,
  behat,
  phpspec,
  prove,
  busted,
  luaunit,
  bats,
  shunit2,
  shellspec,
  urchin,
  testthat,
  cargoTest,
  cargoNextest,
  ginkgo,
  ctest,
  autotoolsCheck,
  mesonTest,
  bazelTest,
  cabalTest,
  stackTest,
  duneTest,
  zigTest,
  juliaTest,
  crystalSpec,
  nimTest,
  dubTest,
  gleamTest,
  elmTest,
  terraformTest,
  foundryTest,
  exunit,
  commonTest,
  eunit,
  kaocha,
  leinTest,
  clojureTest,
  sbtTest,
  millTest,
  dotnetTest,
  swiftTest,
  xcodebuildTest,
  fastlane,
  dartTest,
  flutterTest,
  command,
];

export const frameworkIds: readonly string[] = frameworks.map((framework) => framework.id);

/** The framework of that name; an unknown name is refused. */
export function requireFramework(id: string): Framework {
  const found = frameworks.find((framework) => framework.id === id);
  if (found !== undefined) return found;
  throw new AgentTuiError('usage', `unknown test framework: ${id}`, {
    hint: `name one of ${frameworkIds.join(', ')}`,
  });
}
