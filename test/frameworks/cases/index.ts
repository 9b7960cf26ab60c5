import type { FrameworkCase } from '../framework-case.ts';
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
];
