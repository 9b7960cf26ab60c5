import type { FrameworkCase } from '../framework-case.ts';
import { gradleTestCase } from './gradle-test.ts';
import { mavenSurefireCase } from './maven-surefire.ts';
import { pytestCase } from './pytest.ts';

/** All cases, in the order in which they are run and told. */
export const frameworkCases: readonly FrameworkCase[] = [
  pytestCase,
  mavenSurefireCase,
  gradleTestCase,
];
