import { AgentTuiError } from '../model/error.ts';

/** Nothing works in the slot that somebody has named. */
export function nothingRuns({ agent }: { readonly agent: string }): AgentTuiError {
  return new AgentTuiError('usage', `${agent} works on nothing now`, {
    hint: 'choose an agent that works',
  });
}
