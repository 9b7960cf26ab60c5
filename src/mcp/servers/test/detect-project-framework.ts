import { z } from 'zod';
import { askAbout, ownFeature } from '../../own-feature.ts';
import { reads, type Tool } from '../../tool.ts';

const output = {
  found: z.boolean().describe('Whether tests were found'),
  framework: z.string().nullable().describe('The id that get_framework_info takes; null: none'),
  dir: z.string().nullable().describe('The directory of the tests in the project; "" is its root'),
  packageManager: z.string().nullable().describe('What installs the packages of the project'),
  command: z.array(z.string()).describe('How a person would run all tests in that directory'),
  reasons: z.array(z.string()).describe('The evidence, one sentence for each piece'),
  others: z
    .array(z.object({ framework: z.string(), dir: z.string(), command: z.array(z.string()) }))
    .describe('Further suites of the project'),
  hangRisk: z.string().nullable().describe('What would wait for ever if it were typed as it is'),
};

/** Finds the tests of the caller's work tree. */
export const detectProjectFramework: Tool<typeof ownFeature, typeof output> = {
  name: 'detect_project_framework',
  title: 'Find the tests',
  description:
    'Which test framework the project uses, where its tests are and how they are run, with the reasons; or why none was found.',
  input: ownFeature,
  output,
  effect: reads,
  run: async (context, own) => {
    const detected = await context.host.tests.detect(askAbout(context, own));
    const reasons = [...detected.reasons];
    if (detected.kind === 'none') {
      const nothing = { found: false, framework: null, dir: null, packageManager: null };
      const less = { others: [], hangRisk: null };
      return {
        text: `no tests: ${reasons[0] ?? ''}`,
        value: { ...nothing, ...less, command: [], reasons },
      };
    }
    const { framework, dir, packageManager, hangRisk } = detected;
    const others = detected.others.map((suite) => ({ ...suite, command: [...suite.command] }));
    const command = [...detected.command];
    const more = others.length === 0 ? '' : `; and ${String(others.length)} more`;
    const text = `${framework}${dir === '' ? '' : ` in ${dir}`}: ${command.join(' ')}${more}`;
    const value = { found: true, framework, dir, packageManager, command, reasons };
    return { text, value: { ...value, others, hangRisk } };
  },
};
