import type { Files } from '../../testing/tree.ts';
import type { FrameworkCase } from '../framework-case.ts';
import { javaDaemon, javaHang, javaTest, otherJavaTest } from './java-tests.ts';

const pomOf = (
  group: string,
  artifact: string,
  version: string,
) => `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.example</groupId>
  <artifactId>sums</artifactId>
  <version>1</version>
  <properties>
    <maven.compiler.source>8</maven.compiler.source>
    <maven.compiler.target>8</maven.compiler.target>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <dependencies>
    <dependency>
      <groupId>${group}</groupId>
      <artifactId>${artifact}</artifactId>
      <version>${version}</version>
      <scope>test</scope>
    </dependency>
  </dependencies>
</project>
`;
const file = 'src/test/java/com/example/SumTest.java';
const project: Files = {
  'pom.xml': pomOf('junit', 'junit', '4.x'),
  // Debian's own repository of libraries.
  '.mvn/maven.config': '-o\n-s\n/etc/maven/settings-debian.xml\n',
  'src/main/java/com/example/Sum.java':
    'package com.example;\nclass Sum {\n  static int of(int a, int b) { return a + b; }\n}\n',
};

/** Maven offline, on the libraries of Debian. */
export const mavenSurefireCase: FrameworkCase = {
  framework: 'maven-surefire',
  by: 'tool',
  needs: {
    debian: ['maven', 'maven-debian-helper', 'libsurefire-java', 'junit4', 'default-jdk-headless'],
    npm: [],
  },
  version: ['mvn', '--version'],
  leaves: /^target\//u,
  files: project,
  green: {
    files: { [file]: javaTest('Sum.of(1, 2)') },
    totals: { total: 2, passed: 1, failed: 0, skipped: 1 },
  },
  red: {
    files: { [file]: javaTest('Sum.of(2, 2)') },
    totals: { total: 2, passed: 0, failed: 1, skipped: 1 },
    failing: { name: 'adds', file, line: 8 },
  },
  zero: {
    files: { [file]: 'package com.example;\npublic class SumTest {}\n' },
    totals: { total: 0, passed: 0, failed: 0, skipped: 0 },
  },
  broken: { files: { [file]: 'package com.example;\npublic class SumTest { int x = ; }\n' } },
  hang: { files: { [file]: javaHang } },
  daemon: {
    files: { [file]: javaDaemon },
    totals: { total: 1, passed: 1, failed: 0, skipped: 0 },
  },
  generated: {
    files: {},
    source: 'src/main/java/com/example/Sum.java',
    tests: ['adds two numbers', 'refuses "text" \\u0022 and ${code}'],
  },
  timeLimitMs: 120_000,
  hangLimitMs: 45_000,
};

const asWithJunit4 = 'it is told by Maven, as with JUnit 4';
const without = {
  zero: asWithJunit4,
  broken: asWithJunit4,
  hang: asWithJunit4,
  daemon: asWithJunit4,
};

function otherCase(
  library: 'JUnit 5' | 'TestNG',
  needed: { readonly pom: string; readonly debian: string },
): FrameworkCase {
  return {
    ...mavenSurefireCase,
    variant: library,
    needs: {
      ...mavenSurefireCase.needs,
      debian: [...mavenSurefireCase.needs.debian, needed.debian],
    },
    files: { ...project, 'pom.xml': needed.pom },
    green: {
      files: { [file]: otherJavaTest(library, 'Sum.of(1, 2)') },
      totals: { total: 1, passed: 1, failed: 0, skipped: 0 },
    },
    red: {
      files: { [file]: otherJavaTest(library, 'Sum.of(2, 2)') },
      totals: { total: 1, passed: 0, failed: 1, skipped: 0 },
      failing: { name: 'com.example.SumTest > adds', file, line: 6 },
    },
    without,
  };
}

/** Maven with JUnit 5. */
export const mavenJunit5Case = otherCase('JUnit 5', {
  pom: pomOf('org.junit.jupiter', 'junit-jupiter', 'debian'),
  debian: 'junit5',
});

/** Maven with TestNG. */
export const mavenTestngCase = otherCase('TestNG', {
  pom: pomOf('org.testng', 'testng', '6.x'),
  debian: 'testng',
});
