import type { Action, ActionDoor } from '../action-door.ts';
import { cancelDialog } from '../panes/dialog/dialogs.ts';
import { draftOf, formFor } from '../store/form.ts';
import { featuresOf, targetFeature, topLayer } from '../store/selectors.ts';
import { moveLine } from '../store/text-input.ts';

/** How far `+` and `-` move a feature among the others. */
const priorityStep = 10;

function changePriority(door: ActionDoor, by: number): void {
  const feature = targetFeature(door.state());
  if (feature === undefined) return;
  const priority = Math.max(0, feature.priority + by);
  door.call(async () => {
    await door.engine.setPriority(feature.id, priority);
    door.tell('ok', `#${String(feature.id)} has priority ${String(priority)}; smaller runs first.`);
  });
}

function openForm(door: ActionDoor, isNew: boolean): void {
  const state = door.state();
  const feature = isNew ? null : (targetFeature(state) ?? null);
  const form = formFor(feature, featuresOf(state));
  door.dispatch({ kind: 'opened', layer: { kind: 'form', form } });
}

/** What is right goes to the engine; the form stays until the engine has taken it. */
function saveForm(door: ActionDoor): void {
  const state = door.state();
  const layer = topLayer(state);
  if (layer?.kind !== 'form') return;
  const { editing } = layer.form;
  const draft = draftOf(layer.form, featuresOf(state));
  if (draft === null) {
    door.dispatch({ kind: 'form-refused' });
    return;
  }
  door.call(async () => {
    if (editing === null) await door.engine.addFeatures([draft]);
    else await door.engine.editFeature(editing, draft);
    if (topLayer(door.state())?.kind === 'form') door.dispatch({ kind: 'closed' });
    door.tell('ok', `${draft.name} is ${editing === null ? 'in the queue' : 'changed'}.`);
  });
}

function moveInForm(door: ActionDoor, step: 1 | -1): void {
  const layer = topLayer(door.state());
  if (layer?.kind !== 'form') return;
  const { form } = layer;
  const input = form.field === 'description' ? moveLine(form.inputs.description, step) : null;
  door.dispatch(input === null ? { kind: 'field-stepped', step } : { kind: 'line-moved', input });
}

/** What can be asked of a feature, and the form for one. */
export const featureActions = {
  add: (door) => {
    openForm(door, true);
  },
  edit: (door) => {
    openForm(door, false);
  },
  raise: (door) => {
    changePriority(door, -priorityStep);
  },
  lower: (door) => {
    changePriority(door, priorityStep);
  },
  retry: (door) => {
    const feature = targetFeature(door.state());
    if (feature === undefined) return;
    door.call(async () => {
      await door.engine.retryFeature(feature.id);
      door.tell('ok', `#${String(feature.id)} is tried again.`);
    });
  },
  block: (door) => {
    const feature = targetFeature(door.state());
    if (feature === undefined) return;
    const isBlocked = feature.state === 'blocked';
    door.call(async () => {
      await (isBlocked
        ? door.engine.retryFeature(feature.id)
        : door.engine.blockFeature(feature.id));
      door.tell('ok', `#${String(feature.id)} is ${isBlocked ? 'in the queue again' : 'blocked'}.`);
    });
  },
  'cancel-feature': (door) => {
    const state = door.state();
    const feature = targetFeature(state);
    if (feature === undefined) return;
    const waiting = [...featuresOf(state)].filter(
      (other) => other.state !== 'cancelled' && other.dependsOn.includes(feature.id),
    );
    const dialog = cancelDialog(feature, waiting.length);
    door.dispatch({ kind: 'opened', layer: { kind: 'dialog', dialog } });
  },
  land: (door) => {
    door.tell('muted', 'Landing');
    door.call(async () => {
      const outcome = await door.engine.land();
      if (outcome.kind === 'refused') door.tell('attention', outcome.reason, outcome.hint);
      else if (outcome.kind === 'up-to-date')
        door.tell('ok', 'Your branch has everything already.');
      else
        door.tell(
          'ok',
          `Your branch is ${String(outcome.commits)} further, at ${outcome.commit.slice(0, 7)}.`,
        );
    });
  },
  'form-save': saveForm,
  'form-enter': (door) => {
    const layer = topLayer(door.state());
    if (layer?.kind !== 'form') return;
    if (layer.form.field === 'description') door.dispatch({ kind: 'typed', text: '\n' });
    else if (layer.form.field === 'acceptance') saveForm(door);
    else door.dispatch({ kind: 'field-stepped', step: 1 });
  },
  'form-next': (door) => {
    door.dispatch({ kind: 'field-stepped', step: 1 });
  },
  'form-previous': (door) => {
    door.dispatch({ kind: 'field-stepped', step: -1 });
  },
  'form-up': (door) => {
    moveInForm(door, -1);
  },
  'form-down': (door) => {
    moveInForm(door, 1);
  },
  'form-suggest': (door) => {
    door.dispatch({ kind: 'suggestion-taken' });
  },
} as const satisfies Record<string, Action>;
