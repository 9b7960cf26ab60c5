import { z } from 'zod';
import { fixedLimits } from '../../../engine/index.ts';
import { askAbout, ownFeature } from '../../own-feature.ts';
import { sets, type Tool } from '../../tool.ts';
import { runShape, runText, toolRun } from './run-shape.ts';

const input = {
  ...ownFeature,
  file: z
    .string()
    .min(1)
    .max(fixedLimits.pathCharsMax)
    .optional()
    .describe('Only the tests of this file, by its path from the root of the project'),
  name: z
    .string()
    .min(1)
    .max(fixedLimits.testNameCharsMax)
    .optional()
    .describe('Only tests with this full name, as a run gave it, or with these words in theirs'),
};

/** Runs tests in the caller's work tree. */
export const runTests: Tool<typeof input, typeof runShape> = {
  name: 'run_tests',
  title: 'Run tests',
  description:
    'Runs the tests of your work tree as it is now: all of them, one file, or those with some words in their name. It helps you while you work; its result never counts at the gate, which runs all tests itself on the merged tree. Tests that fail are an answer, not an error.',
  input,
  output: runShape,
  effect: sets,
  run: async (context, { file = null, name = null, ...own }) => {
    const run = await context.host.tests.run(askAbout(context, own), { file, name });
    return { text: runText(run), value: toolRun(run) };
  },
};
