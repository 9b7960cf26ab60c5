import { z } from 'zod';
import { reads, type Tool } from '../../tool.ts';

const input = {
  id: z
    .string()
    .min(1)
    .max(60)
    .describe('The id of a framework, as detect_project_framework gives it'),
};

const output = {
  id: z.string(),
  title: z.string().describe('What people call it'),
  language: z.string(),
  command: z.string().describe('Runs all tests of a project that says nothing else'),
  oneFile: z.string().describe('Runs one test file; words in capitals stand for what they name'),
  oneTest: z.string().describe('Runs one test; words in capitals stand for what they name'),
  exampleSource: z.string().describe('A file to be tested'),
  exampleTestFile: z.string().describe('Where its tests go when no other test file shows it'),
  exampleText: z.string().describe('What generate_test_file would write there'),
};

/** Says what is known of a framework. */
export const getFrameworkInfo: Tool<typeof input, typeof output> = {
  name: 'get_framework_info',
  title: 'Describe a test framework',
  description:
    'How a test framework is run, all at once, one file or one test, and where its test files go.',
  input,
  output,
  effect: reads,
  run: ({ host: { tests } }, { id }) => {
    const { title, language, command, oneFile, oneTest, example } = tests.framework(id);
    const { source, testFile, text } = example;
    return {
      text: `${title}: ${command}; one file: ${oneFile}; one test: ${oneTest}; the tests of ${source} go to ${testFile}`,
      value: {
        id,
        title,
        language,
        command,
        oneFile,
        oneTest,
        exampleSource: source,
        exampleTestFile: testFile,
        exampleText: text,
      },
    };
  },
};
