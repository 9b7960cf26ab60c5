import type { Tool } from '../../tool.ts';
import { submission, submit } from './submission-shape.ts';

/** The same as feature_submit, under a name that older agents know. */
export const featureMarkPassing: Tool<typeof submission.input, typeof submission.output> = {
  name: 'feature_mark_passing',
  title: 'Hand the work in (older name)',
  description:
    'Does not mark anything as passing: nobody can by word. It hands your work in to the gatekeeper, exactly as feature_submit does.',
  ...submission,
  run: (context, input) =>
    submit(
      context,
      input,
      'Nothing was marked as passing: that is not done by word, so it was handed in instead.',
    ),
};
