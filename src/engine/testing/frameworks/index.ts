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
