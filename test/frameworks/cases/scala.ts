import type { FrameworkCase } from '../framework-case.ts';
import { hostileTests, simulatedScenarios, slashes } from './simulated-scenarios.ts';

const needs = { debian: [], npm: [] };
const inClass = (body: string) =>
  `package com.example\n\nclass AdderSuite extends munit.FunSuite {\n${body}}\n`;

function scenariosOf(file: string) {
  return simulatedScenarios({
    file,
    green: inClass('  test("adds") {\n  }\n  test("later".ignore) {\n  }\n'),
    red: inClass('  test("adds") {\n    fail("3 is not 4")\n  }\n'),
    failing: { name: 'com.example.AdderSuite > adds', file, line: 5 },
    zero: inClass(''),
    comment: slashes,
  });
}

/** sbt, on a simulator. */
export const sbtTestCase: FrameworkCase = {
  framework: 'sbt-test',
  needs,
  version: ['sbt', '--script-version'],
  leaves: /^target\//u,
  files: {
    'build.sbt':
      'scalaVersion := "3.3.3"\nlibraryDependencies += "org.scalameta" %% "munit" % "1.0.0" % Test\n',
    'project/build.properties': 'sbt.version=1.10.0\n',
    'src/main/scala/com/example/Adder.scala': 'package com.example\nobject Adder\n',
  },
  ...scenariosOf('src/test/scala/com/example/AdderSuite.scala'),
  generated: {
    files: {},
    source: 'src/main/scala/com/example/Adder.scala',
    tests: hostileTests,
  },
};

/** Mill, on a simulator. */
export const millTestCase: FrameworkCase = {
  framework: 'mill-test',
  needs,
  version: ['mill', '--version'],
  leaves: /^out\//u,
  files: {
    'build.mill':
      'package build\nimport mill._, scalalib._\nobject sums extends ScalaModule {\n  def scalaVersion = "3.3.3"\n  object test extends ScalaTests with TestModule.Munit\n}\n',
    'sums/src/Adder.scala': 'package com.example\nobject Adder\n',
  },
  ...scenariosOf('sums/test/src/AdderSuite.scala'),
  generated: { files: {}, source: 'sums/src/Adder.scala', tests: hostileTests },
};
