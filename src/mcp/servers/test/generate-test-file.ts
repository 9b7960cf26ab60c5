import { z } from 'zod';
import { fixedLimits } from '../../../engine/index.ts';
import { askAbout, ownFeature } from '../../own-feature.ts';
import { adds, type Tool } from '../../tool.ts';
import { runShape, runText, toolRun } from './run-shape.ts';

const path = z.string().min(1).max(fixedLimits.pathCharsMax);

const input = {
  ...ownFeature,
  source: path.describe(
    'The file that the tests are of, by its path from the root of the project; it need not be there yet',
  ),
  tests: z
    .array(z.string().min(1).max(fixedLimits.testSentenceCharsMax))
    .min(1)
    .max(fixedLimits.testsPerFileMax)
    .describe('One sentence for each test: what it shows, as in "adds two numbers"'),
  file: path
    .optional()
    .describe('Where to write; by default where the test files of the project are'),
  framework: z
    .string()
    .min(1)
    .max(60)
    .optional()
    .describe('The id of a framework, for a project that has no tests yet'),
};

const output = {
  file: z.string().describe('The file that was written'),
  registered: z.string().nullable().describe('The build file that lists it now; null: none has to'),
  framework: z.string(),
  text: z.string().describe('What stands in it'),
  isRed: z
    .boolean()
    .describe('Whether its tests, and no others, ran and failed as not implemented'),
  reason: z
    .string()
    .nullable()
    .describe('Why it is not red as it should be; the file is yours to mend'),
  run: z.object(runShape).describe('What running only this file showed'),
};

/** Writes a test file for the caller. */
export const generateTestFile: Tool<typeof input, typeof output> = {
  name: 'generate_test_file',
  title: 'Begin a test file',
  description:
    'Writes a test file in the manner of the project, with one test for each sentence, and runs it: every test fails with "not implemented" until you write it. A file that is there is never overwritten.',
  input,
  output,
  effect: adds,
  run: async (context, { source, tests, file = null, framework = null, ...own }) => {
    const request = { source, tests, file, framework };
    const written = await context.host.tests.generate(askAbout(context, own), request);
    const { isRed, reason, run, text } = written;
    const count = `${String(tests.length)} ${tests.length === 1 ? 'test' : 'tests'}`;
    return {
      text: isRed
        ? `${written.file}: ${count} to write, each red as it should be`
        : `${written.file} was written, but is not red as it should be: ${reason ?? ''} (${runText(run)})`,
      value: {
        file: written.file,
        registered: written.registered,
        framework: written.framework,
        text,
        isRed,
        reason,
        run: toolRun(run),
      },
    };
  },
};
