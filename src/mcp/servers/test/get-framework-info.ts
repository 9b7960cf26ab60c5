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
  proof: z
    .enum(['tool', 'simulator'])
    .describe('Proved on the tool itself, or only on a strict simulator of it'),
  exampleSource: z.string().nullable().describe('A file to be tested; null: no test file is made'),
  exampleTestFile: z
    .string()
    .nullable()
    .describe('Where its tests go when no other test file shows it'),
  exampleText: z.string().nullable().describe('What generate_test_file would write there'),
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
    const { title, language, command, oneFile, oneTest, proof, example } = tests.framework(id);
    const place =
      example === null ? '' : `; the tests of ${example.source} go to ${example.testFile}`;
    const proved =
      proof === 'tool' ? '' : '; proved on a simulator of the tool, never on the tool itself';
    return {
      text: `${title}: ${command}; one file: ${oneFile}; one test: ${oneTest}${place}${proved}`,
      value: {
        id,
        title,
        language,
        command,
        oneFile,
        oneTest,
        proof,
        exampleSource: example?.source ?? null,
        exampleTestFile: example?.testFile ?? null,
        exampleText: example?.text ?? null,
      },
    };
  },
};
