import { afterAll, describe, expect, it } from 'vitest';
import { planTestRun } from '../../src/engine/testing/index.ts';
import type { Files } from './tree.ts';
import { detectIn, foundIn, treesUntil } from './tree.ts';

const tree = treesUntil(afterAll);
const java = 'src/test/java/com/example/SumTest.java';
const junit = 'package com.example;\nimport org.junit.jupiter.api.Test;\nclass SumTest {}\n';
const pom = '<project><artifactId>junit-jupiter</artifactId></project>';

const deps = '{:aliases {:test {:extra-paths ["test"]}}}';
const clojure = { 'test/sums/core_test.clj': '(ns sums.core-test (:require [clojure.test]))' };
const swift = {
  'Tests/SumsTests/AdderTests.swift': 'import XCTest\nfinal class AdderTests: XCTestCase {}\n',
};
const dart = { 'test/sum_test.dart': "import 'package:test/test.dart';" };

/** What is found, and the command for it; words that begin with the report's directory stand as REPORTS. */
const rows: readonly (readonly [framework: string, files: Files, argv: string])[] = [
  [
    'maven-surefire',
    { 'pom.xml': pom, [java]: junit },
    'mvn -B -ntp -Dstyle.color=never -fae test',
  ],
  [
    'maven-surefire',
    {
      'pom.xml': pom,
      [java]: junit,
      Makefile: 'test:\n\tmvn -q clean verify -Pci -pl core -am -DskipTests jacoco:report\n',
    },
    'mvn -B -ntp -Dstyle.color=never -fae -Pci -pl core -am verify',
  ],
  [
    'maven-surefire',
    { 'pom.xml': pom, mvnw: '', [java]: junit, 'src/test/java/com/example/SumIT.java': '' },
    'ROOT/mvnw -B -ntp -Dstyle.color=never -fae verify',
  ],
  [
    'gradle-test',
    {
      'build.gradle.kts': 'dependencies { testImplementation(kotlin("test")) }',
      gradlew: '',
      [java]: junit,
    },
    'ROOT/gradlew cleanTest test --continue --console=plain --no-daemon --no-build-cache',
  ],
  [
    'gradle-test',
    {
      'settings.gradle': '',
      'app/src/test/java/com/example/SumTest.java': junit,
      Makefile: 'test:\n\t./gradlew clean :app:testDebugUnitTest -PisCi --stacktrace -x lint\n',
    },
    'gradle :app:cleanTestDebugUnitTest :app:testDebugUnitTest -PisCi --continue --console=plain --no-daemon --no-build-cache',
  ],
  [
    'gradle-test',
    { 'build.gradle.kts': '', 'src/commonTest/kotlin/SumTest.kt': 'import kotlin.test.Test' },
    'gradle allTests --rerun-tasks --continue --console=plain --no-daemon --no-build-cache',
  ],
  [
    'exunit',
    { 'mix.exs': '', 'test/test_helper.exs': '', 'test/sum_test.exs': 'use ExUnit.Case' },
    'elixir -r INJECTED/exunit_formatter.exs -S mix test --no-color --formatter AgentTuiFormatter --formatter ExUnit.CLIFormatter',
  ],
  ['eunit', { 'rebar.config': '', 'test/sum_tests.erl': '' }, 'rebar3 eunit'],
  ['eunit', { 'rebar.config': '', 'src/sum.erl': '' }, 'rebar3 eunit'],
  [
    'eunit',
    { 'erlang.mk': '', Makefile: 'include erlang.mk\n', 'test/sum_tests.erl': '' },
    'make eunit EUNIT_OPTS={report,{agent_tui_eunit,[]}}',
  ],
  ['common-test', { 'rebar.config': '', 'test/sum_SUITE.erl': '' }, 'rebar3 ct'],
  [
    'lein-test',
    { 'project.clj': '', ...clojure },
    'lein update-in :injections conj (load-file "INJECTED/clojure_reporter.clj") -- test',
  ],
  [
    'clojure-test',
    { 'deps.edn': deps, ...clojure },
    'clojure -Sdeps {:aliases {:agent-tui/test {:main-opts ["INJECTED/clojure_runner.clj"]}}} -M:test:agent-tui/test',
  ],
  [
    'clojure-test',
    { 'deps.edn': deps, ...clojure, Makefile: 'test:\n\tclojure -X:dev:test-unit\n' },
    'clojure -Sdeps {:aliases {:agent-tui/test {:main-opts ["INJECTED/clojure_runner.clj"]}}} -M:dev:test-unit:agent-tui/test',
  ],
  [
    'kaocha',
    { 'deps.edn': deps, 'tests.edn': '#kaocha/v1 {}', 'bin/kaocha': '', ...clojure },
    'ROOT/bin/kaocha --no-color --plugin kaocha.plugin/junit-xml --junit-xml-file REPORTS/report.xml',
  ],
  [
    'sbt-test',
    { 'build.sbt': 'munit', 'src/test/scala/SumSuite.scala': '' },
    'sbt -batch -Dsbt.log.noformat=true -Dsbt.supershell=false -Dsbt.server.autostart=false test',
  ],
  [
    'mill-test',
    { 'build.mill': 'munit', 'core/test/src/SumTests.scala': '' },
    'mill -i -k --disable-ticker __.test',
  ],
  [
    'dotnet-test',
    { 'Sums.sln': '', 'tests/Sums.Tests/AdderTests.cs': 'using Xunit;' },
    'dotnet test --nologo --logger trx;LogFilePrefix=r --results-directory REPORTS -- RunConfiguration.TreatNoTestsAsError=true',
  ],
  [
    'dotnet-test',
    {
      'Sums.sln': '',
      'global.json': '{"test":{"runner":"Microsoft.Testing.Platform"}}',
      'tests/Sums.Tests/AdderTests.cs': 'using Xunit;',
    },
    'dotnet test --no-ansi --no-progress --report-trx --results-directory REPORTS',
  ],
  [
    'swift-test',
    { 'Package.swift': '.testTarget(name: "SumsTests")', ...swift },
    'swift test --parallel --xunit-output REPORTS/r.xml --experimental-xunit-message-failure',
  ],
  [
    'xcodebuild-test',
    {
      'Sums.xcodeproj/project.pbxproj': 'SDKROOT = iphoneos;',
      'Sums.xcodeproj/xcshareddata/xcschemes/Sums.xcscheme': '<TestableReference/>',
      'SumsTests/AdderTests.swift': 'import XCTest',
    },
    'xcodebuild test -project Sums.xcodeproj -scheme Sums -destination platform=iOS Simulator,OS=latest,name=iPhone 16 -resultBundlePath REPORTS/result.xcresult -derivedDataPath REPORTS/derived -quiet',
  ],
  [
    'fastlane',
    {
      'Sums.xcodeproj/project.pbxproj': '',
      'fastlane/Fastfile':
        'lane :beta do\n  gym\nend\nlane :check do\n  scan(scheme: "Sums")\nend\n',
      'SumsTests/AdderTests.swift': '',
    },
    'fastlane check',
  ],
  [
    'dart-test',
    { 'pubspec.yaml': 'dev_dependencies:\n  test: any\n', ...dart },
    'dart test --no-color --file-reporter json:REPORTS/report.json',
  ],
  [
    'flutter-test',
    {
      'pubspec.yaml': 'dev_dependencies:\n  flutter_test:\n    sdk: flutter\n',
      'test/sum_test.dart': '',
    },
    'flutter --suppress-analytics --no-version-check test --no-pub --machine',
  ],
];

describe('a project of a build tool', () => {
  it.each(rows)('is run by %s: %j', async (framework, files, expected) => {
    const suite = await foundIn(files);
    expect(suite.framework).toBe(framework);
    expect(suite.dir).toBe('');
    const { root, scratch } = await tree(files);
    const plan = await planTestRun({ suite, root, reportDir: scratch, args: [] });
    const argv = plan.argv
      .join(' ')
      .replaceAll(`${scratch}/reports`, 'REPORTS')
      .replaceAll(root, 'ROOT')
      .replaceAll(/\/\S*\/injected\//gu, 'INJECTED/');
    expect(argv).toBe(expected);
  });

  it.each<readonly [string, Files]>([
    ['a pom without tests', { 'pom.xml': pom, 'src/main/java/com/example/SumTest.java': '' }],
    ['a build of Gradle without tests', { 'build.gradle': '', 'src/main/java/A.java': '' }],
    ['a package of Swift without tests', { 'Package.swift': '', 'Sources/A/A.swift': '' }],
    ['OpenStack, whose client is called swift as well', { Makefile: 'test:\n\tswift list\n' }],
  ])('has none in %s', async (_, files) => {
    expect(await detectIn(files)).toMatchObject({ kind: 'none' });
  });
});
