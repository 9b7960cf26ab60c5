import type { Action } from '../action-door.ts';
import { discardDialog, killDialog, rollbackDialog } from '../panes/dialog/dialogs.ts';
import {
  checkpointKey,
  checkpointsOf,
  featureNumbered,
  targetAgent,
  targetFeature,
  topLayer,
} from '../store/selectors.ts';
import type { UiState } from '../store/state.ts';

function keptFor(state: UiState, feature: number | null): number {
  return feature === null ? 0 : checkpointsOf(state, feature).length;
}

/** What can be asked of an agent. */
export const agentActions = {
  pause: (door) => {
    const agent = targetAgent(door.state());
    if (agent === undefined) return;
    const isPaused = agent.state === 'paused';
    door.tell('muted', `${isPaused ? 'Resuming' : 'Pausing'} ${agent.name}`);
    door.call(async () => {
      await (isPaused ? door.engine.resumeAgent(agent.name) : door.engine.pauseAgent(agent.name));
      door.tell('ok', `${agent.name} ${isPaused ? 'goes on' : 'is paused'}.`);
    });
  },
  'pause-all': (door) => {
    const isPaused = door.state().view?.run.state === 'paused';
    door.tell('muted', isPaused ? 'Resuming the run' : 'Pausing the run');
    door.call(async () => {
      await (isPaused ? door.engine.resumeAll() : door.engine.pauseAll('you paused it'));
      door.tell('ok', isPaused ? 'The run goes on.' : 'The run is paused.');
    });
  },
  kill: (door) => {
    const state = door.state();
    const agent = targetAgent(state);
    if (agent === undefined) return;
    const feature = featureNumbered(state, agent.feature);
    const dialog = killDialog(agent, feature, keptFor(state, agent.feature));
    door.dispatch({ kind: 'opened', layer: { kind: 'dialog', dialog } });
  },
  discard: (door) => {
    const state = door.state();
    const agent = targetAgent(state);
    if (agent === undefined) return;
    const feature = featureNumbered(state, agent.feature);
    const dialog = discardDialog(agent, feature, keptFor(state, agent.feature));
    door.dispatch({ kind: 'opened', layer: { kind: 'dialog', dialog } });
  },
  'checkpoint-now': (door) => {
    const agent = targetAgent(door.state());
    if (agent === undefined) return;
    door.call(async () => {
      await door.engine.createCheckpoint(agent.name, 'asked for by hand');
      door.tell('ok', `A checkpoint of ${agent.name} is kept.`);
    });
  },
  checkpoints: (door) => {
    const state = door.state();
    const feature = targetFeature(state);
    if (feature === undefined) return;
    const [newest] = checkpointsOf(state, feature.id);
    door.dispatch({
      kind: 'opened',
      layer: {
        kind: 'checkpoints',
        feature: feature.id,
        agent: feature.agent,
        selected: newest === undefined ? null : checkpointKey(newest),
        top: 0,
      },
    });
  },
  rollback: (door) => {
    const state = door.state();
    const layer = topLayer(state);
    const agent = targetAgent(state);
    if (layer?.kind !== 'checkpoints' || agent === undefined) return;
    const all = checkpointsOf(state, layer.feature);
    const to = all.find((checkpoint) => checkpointKey(checkpoint) === layer.selected);
    if (to === undefined) return;
    const newer = all.indexOf(to);
    const dialog = rollbackDialog(agent, to, newer);
    door.dispatch({ kind: 'opened', layer: { kind: 'dialog', dialog } });
  },
  'undo-rollback': (door) => {
    const agent = targetAgent(door.state());
    if (agent === undefined) return;
    door.call(async () => {
      await door.engine.undoRollback(agent.name);
      door.tell('ok', `The last rollback of ${agent.name} is undone.`);
    });
  },
} as const satisfies Record<string, Action>;
