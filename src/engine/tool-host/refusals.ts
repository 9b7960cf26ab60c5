import { AgentTuiError } from '../model/error.ts';
import type { Ask } from './tool-host.ts';

/**
 * The feature that a call is about: the one that it names, else the caller's own.
 * @throws AgentTuiError `usage` when an agent names another one than its own, or a person none.
 */
export function featureOf({ caller, featureId }: Ask): number {
  if (caller.kind === 'person') {
    if (featureId !== undefined) return featureId;
    throw new AgentTuiError('usage', 'featureId is needed: you have no feature of your own', {
      hint: 'name it in featureId; feature_claim_batch begins one for you and tells its number',
    });
  }
  if (featureId === undefined || featureId === caller.featureId) return caller.featureId;
  throw otherFeature(caller.featureId, featureId);
}

/** An agent must not touch what another one works on. */
export function otherFeature(own: number, named: number): AgentTuiError {
  return new AgentTuiError(
    'usage',
    `your token is for feature ${String(own)}, not for feature ${String(named)}`,
    { hint: `leave featureId out, or name ${String(own)}` },
  );
}

/** What only a running engine can do. */
export function noEngine(what: string): AgentTuiError {
  return new AgentTuiError('environment', `no engine of this project runs: it cannot ${what}`, {
    hint: 'start it with agent-tui (or agent-tui run) in the project, then call again',
  });
}
