import { AgentTuiError } from '../../model/error.ts';

/** The refusal of words alone, for a runner that finds a test by the whole name of its place only. */
export function needsFile(title: string, name: string): AgentTuiError {
  return new AgentTuiError('usage', `${title} cannot look for tests by ${JSON.stringify(name)}`, {
    hint: 'name the file of the test as well, or give its full name as a report tells it',
  });
}
