import type { FrameworkCase } from '../framework-case.ts';
import { clojureTestCase, leinTestCase } from './clojure.ts';
import { dartTestCase, flutterTestCase } from './dart.ts';
import { dotnetPlatformCase, dotnetTestCase } from './dotnet.ts';
import { commonTestCase, eunitCase } from './erlang.ts';
import { exunitCase } from './exunit.ts';
import { kaochaCase } from './kaocha.ts';
import { millTestCase, sbtTestCase } from './scala.ts';
import { fastlaneCase, swiftTestCase, xcodebuildTestCase } from './swift.ts';
import { gradleTestCase } from './gradle-test.ts';
import { mavenSurefireCase } from './maven-surefire.ts';
import { pytestCase } from './pytest.ts';

/** All cases, in the order in which they are run and told. */
export const frameworkCases: readonly FrameworkCase[] = [
  pytestCase,
  mavenSurefireCase,
  gradleTestCase,
  exunitCase,
  eunitCase,
  commonTestCase,
  leinTestCase,
  clojureTestCase,
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
