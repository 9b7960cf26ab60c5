import type { FrameworkCase } from '../framework-case.ts';
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
import { mavenSurefireCase } from './maven-surefire.ts';
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
  gradleTestCase,
];
