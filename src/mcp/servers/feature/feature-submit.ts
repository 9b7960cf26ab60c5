import type { Tool } from '../../tool.ts';
import { submission, submit } from './submission-shape.ts';

/** Hands the caller's work in to the gatekeeper. */
export const featureSubmit: Tool<typeof submission.input, typeof submission.output> = {
  name: 'feature_submit',
  title: 'Hand the work in',
  description:
    "Hands your work in to the gatekeeper, which merges it with the newest main and runs the project's tests; only when they pass does it reach main. Your attempt ends with this call. Uncommitted work is taken as it is.",
  ...submission,
  run: (context, input) => submit(context, input, ''),
};
