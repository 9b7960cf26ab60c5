import type { FrameworkCase } from '../framework-case.ts';
import { urchinCase } from './urchin.ts';
import { stestrCase } from './stestr.ts';
import { cucumberJsCase } from './cucumber-js.ts';
import { cucumberCase } from './cucumber.ts';
import { dubTestCase } from './dub-test.ts';
import { simulatedToolCases } from './simulated-tools.ts';
import { unittestCase } from './unittest.ts';
import { djangoTestCase } from './django-test.ts';
import { nose2Case } from './nose2.ts';
import { rspecCase } from './rspec.ts';
import { minitestCase } from './minitest.ts';
import { testUnitCase } from './test-unit.ts';
import { phpunitCase } from './phpunit.ts';
import { proveCase } from './prove.ts';
import { bustedCase } from './busted.ts';
import { luaunitCase } from './luaunit.ts';
import { batsCase } from './bats.ts';
import { shunit2Case } from './shunit2.ts';
import { testthatCase } from './testthat.ts';
import { behaveCase } from './behave.ts';
import { goTestCase } from './go-test.ts';
import { cargoTestCase } from './cargo-test.ts';
import { ctestGoogletestCase } from './ctest-googletest.ts';
import { ctestCatch2Case } from './ctest-catch2.ts';
import { mesonTestCase } from './meson-test.ts';
import { autotoolsCheckCase } from './autotools-check.ts';
import { duneTestCase } from './dune-test.ts';
import { crystalSpecCase } from './crystal-spec.ts';
import { clojureDepsCase, clojureTestCase, leinTestCase } from './clojure.ts';
import { dartTestCase, flutterTestCase } from './dart.ts';
import { dotnetPlatformCase, dotnetTestCase } from './dotnet.ts';
import { commonTestCase, eunitCase } from './erlang.ts';
import { exunitCase } from './exunit.ts';
import { kaochaCase } from './kaocha.ts';
import { millTestCase, sbtTestCase } from './scala.ts';
import { fastlaneCase, swiftTestCase, xcodebuildTestCase } from './swift.ts';
import { jestCase } from './jest.ts';
import { vitestCase } from './vitest.ts';
import { mochaCase } from './mocha.ts';
import { nodeTestCase } from './node-test.ts';
import { jasmineCase } from './jasmine.ts';
import { avaCase } from './ava.ts';
import { tapCase } from './tap.ts';
import { tapeCase } from './tape.ts';
import { qunitCase } from './qunit.ts';
import { uvuCase } from './uvu.ts';
import { bunTestCase } from './bun-test.ts';
import { denoTestCase } from './deno-test.ts';
import { playwrightCase } from './playwright.ts';
import { gradleTestCase } from './gradle-test.ts';
import { mavenJunit5Case, mavenSurefireCase, mavenTestngCase } from './maven-surefire.ts';
import { pytestCase } from './pytest.ts';

/** All cases, in the order in which they are run and told. */
export const frameworkCases: readonly FrameworkCase[] = [
  pytestCase,
  urchinCase,
  stestrCase,
  cucumberJsCase,
  cucumberCase,
  dubTestCase,
  unittestCase,
  djangoTestCase,
  nose2Case,
  rspecCase,
  minitestCase,
  testUnitCase,
  phpunitCase,
  proveCase,
  bustedCase,
  luaunitCase,
  batsCase,
  shunit2Case,
  testthatCase,
  behaveCase,
  goTestCase,
  cargoTestCase,
  ctestGoogletestCase,
  ctestCatch2Case,
  mesonTestCase,
  autotoolsCheckCase,
  duneTestCase,
  crystalSpecCase,
  jestCase,
  vitestCase,
  mochaCase,
  nodeTestCase,
  jasmineCase,
  avaCase,
  tapCase,
  tapeCase,
  qunitCase,
  uvuCase,
  bunTestCase,
  denoTestCase,
  playwrightCase,
  mavenSurefireCase,
  mavenJunit5Case,
  mavenTestngCase,
  gradleTestCase,
  exunitCase,
  eunitCase,
  commonTestCase,
  leinTestCase,
  clojureTestCase,
  clojureDepsCase,
  kaochaCase,
  sbtTestCase,
  millTestCase,
  dotnetTestCase,
  dotnetPlatformCase,
  swiftTestCase,
  xcodebuildTestCase,
  fastlaneCase,
  dartTestCase,
  flutterTestCase,
  ...simulatedToolCases,
];
