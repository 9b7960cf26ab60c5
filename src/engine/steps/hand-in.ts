import type { Context, Slot } from '../context.ts';
import type { Checkpoint } from '../model/checkpoint.ts';
import { AgentTuiError } from '../model/error.ts';
import { fixedLimits } from '../model/limits.ts';
import { askToEnd } from './ask-to-end.ts';
import { nothingDone } from './finish-attempt.ts';
import { keepCheckpoint } from './keep-checkpoint.ts';

/**
 * Takes an agent's word that its work is ready. It is kept at once; the attempt ends with its process, which has a moment to
 * go by itself, and then the gatekeeper judges it like any other work.
 * @throws AgentTuiError `usage` when nothing was changed: there is nothing to judge.
 */
export async function handIn(context: Context, slot: Slot): Promise<Checkpoint> {
  const { work } = slot;
  if (work?.start == null || work.session === null) throw notReady(slot);
  const { feature, start } = work;
  const kept = await slot.inTurn(async () => {
    const isOver = slot.work !== work || slot.phase === 'ending' || work.handedIn;
    if (isOver) throw notReady(slot);
    const message = `handed in: ${feature.name}`;
    const checkpoint = await keepCheckpoint(context, slot, { reason: 'submit', message });
    if (checkpoint === undefined) throw notReady(slot);
    if (checkpoint.tree === (await nothingDone(context, feature, start))) throw nothingChanged();
    work.handedIn = true;
    return checkpoint;
  });
  endHandedIn(context, slot);
  return kept;
}

/** Where a slot has handed in, ends its attempt unless its process goes by itself within the grace. */
export function endHandedIn(context: Context, slot: Slot): void {
  const { work } = slot;
  if (work?.handedIn !== true) return;
  const graceMs = slot.isGuest ? 0 : fixedLimits.handInGraceMs;
  context.clock.after(graceMs, () => {
    if (slot.work === work) askToEnd(context, slot, 'submitted');
  });
}

function notReady({ agent }: Slot): AgentTuiError {
  return new AgentTuiError('usage', `${agent} works on nothing that could be handed in`, {
    hint: 'feature_get tells what has become of the feature',
  });
}

function nothingChanged(): AgentTuiError {
  return new AgentTuiError('usage', 'nothing has changed since the attempt began', {
    hint: 'build the feature first; feature_skip gives it back, with your reason',
  });
}
