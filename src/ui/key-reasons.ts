import {
  checkpointsOf,
  isAtWork,
  targetAgent,
  targetFeature,
  topLayer,
} from './store/selectors.ts';
import type { UiState } from './store/state.ts';

/** Why an action cannot be done here and now; null: it can. */
export type Reason = (state: UiState) => string | null;

/** For what needs an agent, whatever it does. */
export const needsAgent: Reason = (state) =>
  targetAgent(state) === undefined ? 'No agent is selected.' : null;

/** For what needs an agent with processes. */
export const needsWorkingAgent: Reason = (state) => {
  const agent = targetAgent(state);
  if (agent === undefined) return 'No agent is selected.';
  return isAtWork(agent) ? null : `${agent.name} is idle.`;
};

/** For what needs a feature that an agent slot holds. */
export const needsHeldFeature: Reason = (state) => {
  const agent = targetAgent(state);
  if (agent === undefined) return 'No agent works on this.';
  return agent.feature === null ? `${agent.name} has no feature.` : null;
};

/** For what only an unfinished feature can be asked for. */
export const needsOpenFeature: Reason = (state) => {
  const feature = targetFeature(state);
  if (feature === undefined) return 'No feature is selected.';
  const isEnded = feature.state === 'merged' || feature.state === 'cancelled';
  return isEnded ? `#${String(feature.id)} is ${feature.state}.` : null;
};

/** For what can be asked of a feature only while no agent and no test run holds it. */
export const needsRestingFeature: Reason = (state) => {
  const feature = targetFeature(state);
  if (feature === undefined) return 'No feature is selected.';
  if (feature.state === 'pending' || feature.state === 'blocked') return null;
  const word = feature.state.replace('_', ' ');
  return `#${String(feature.id)} is ${word}; only one that is not begun can be changed.`;
};

/** For `retry`: a feature that is blocked or waits out its back-off. */
export const needsRetriableFeature: Reason = (state) => {
  const feature = targetFeature(state);
  if (feature === undefined) return 'No feature is selected.';
  const isWaiting = feature.state === 'blocked' || feature.status.kind === 'retrying';
  return isWaiting ? null : `#${String(feature.id)} does not wait for a retry.`;
};

/** For the list of checkpoints. */
export const needsCheckpoints: Reason = (state) => {
  const feature = targetFeature(state);
  if (feature === undefined) return 'No feature is selected.';
  const name = `#${String(feature.id)}`;
  if (state.view?.checkpoints[feature.id] === undefined) return `No agent works on ${name} now.`;
  return checkpointsOf(state, feature.id).length === 0 ? `${name} has no checkpoint yet.` : null;
};

/** For following main. */
export const needsMainBehind: Reason = (state) => {
  const main = state.view?.main ?? null;
  if (main === null) return 'Where main is, is not known yet.';
  if (main.diverged) return `${main.target} was rewritten; nothing lands until you decide.`;
  return main.behind === 0 ? `${main.target} has everything already.` : null;
};

/** For pausing and resuming the whole run. */
export const needsRun: Reason = (state) => {
  const run = state.view?.run.state;
  if (run === undefined) return 'The run has not begun yet.';
  if (run === 'finished') return 'The run is finished.';
  return run === 'stopping' ? 'The run is stopping.' : null;
};

/** For walking through matches. */
export const needsSearch: Reason = (state) => {
  const layer = topLayer(state);
  return layer?.kind === 'log' && layer.search !== null
    ? null
    : 'Nothing is searched for: / searches.';
};
