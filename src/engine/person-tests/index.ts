export { chooseTests } from './choose-suites.ts';
export { ctrfDocument } from './ctrf-document.ts';
export { openTests } from './open-tests.ts';
export type { PersonTests } from './open-tests.ts';
export { runSuites } from './run-suites.ts';
export type { PersonTestRun, SuiteRun } from './run-suites.ts';
export { toldTests } from './told-tests.ts';
export type { ToldSuite, ToldTests } from './told-tests.ts';
