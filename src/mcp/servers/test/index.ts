import type { AnyTool } from '../../tool.ts';
import { detectProjectFramework } from './detect-project-framework.ts';
import { generateTestFile } from './generate-test-file.ts';
import { getFrameworkInfo } from './get-framework-info.ts';
import { runTests } from './run-tests.ts';

/** The tools of the `test` server. */
export const testTools: readonly AnyTool[] = [
  detectProjectFramework,
  getFrameworkInfo,
  generateTestFile,
  runTests,
];
