import type { Files } from '../../testing/tree.ts';
import type { FrameworkCase } from '../framework-case.ts';
import { javaDaemon, javaHang, javaTest } from './java-tests.ts';

const file = 'src/test/java/com/example/SumTest.java';
const project: Files = {
  // Debian's own repository of libraries, and the names of configurations that Gradle 4 has.
  'build.gradle': `apply plugin: 'java'
repositories { maven { url 'file:///usr/share/maven-repo' } }
dependencies { testCompile 'junit:junit:4.x' }
`,
  'settings.gradle': "rootProject.name = 'sums'\n",
  'src/main/java/com/example/Sum.java':
    'package com.example;\nclass Sum {\n  static int of(int a, int b) { return a + b; }\n}\n',
};

/** Gradle offline, on the libraries of Debian. */
export const gradleTestCase: FrameworkCase = {
  framework: 'gradle-test',
  by: 'tool',
  needs: { debian: ['gradle', 'junit4', 'default-jdk-headless'], npm: [] },
  version: ['gradle', '--version'],
  leaves: /^(?:build|\.gradle)\//u,
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
