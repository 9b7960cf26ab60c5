import type { Lease } from '../broker/index.ts';
import type { Context, Slot } from '../context.ts';
import type { Feature } from '../model/feature.ts';
import { fixedLimits } from '../model/limits.ts';
import { effect, effectNow } from '../platform/effect.ts';
import type { ReadyFeature } from '../model/ready-feature.ts';
import { budgetWords } from '../models/budget.ts';
import { chooseFeature } from '../scheduler/choose-feature.ts';
import { usedUpOfFeature } from './look-at-budgets.ts';
import type { Claim } from './new-work.ts';

/** Chooses the next feature for a slot and claims it: the broker says whose it is, the feature's row is the record. */
export function claimNext(context: Context, slot: Slot): Promise<Claim | undefined> {
  return context.claimInTurn(() => claim(context, slot));
}

async function claim(context: Context, slot: Slot): Promise<Claim | undefined> {
  const { queue, broker, limits } = context;
  const { agent } = slot;
  const ready = queue.features.ready(agent, fixedLimits.readyFeaturesLookedAtMax);
  const choice = chooseFeature({
    agent,
    ready: ready.filter(isWithoutAgent(context)),
    idleAgents: idleAgents(context),
    pathsInWork: queue.paths.inWork(),
    passedOverMax: limits.passedOverMax,
  });
  if (choice === undefined) return undefined;
  const { feature: chosen, passedOver } = choice;
  const used = usedUpOfFeature(context, chosen.id);
  if (used !== null) {
    // Nobody works on it whom one could pause: it waits for a person, who is told why.
    queue.features.block(chosen.id, 'person', `${budgetWords(used)}, then unblock it`);
    return undefined;
  }
  const label = labelOf(agent);
  const lease = await effect('claim.broker', async () => {
    const id = String(chosen.id);
    const { epoch: epochFloor, priority } = chosen;
    await broker.enqueue([{ id, label, priority, epochFloor, payload: null }]);
    return broker.claim([label]);
  });
  if (lease === undefined) return undefined;
  const feature = await begin(context, { lease, agent, passedOver });
  return feature === undefined ? undefined : { feature, lease };
}

/** A feature that comes back while an agent is still ended on it waits until that agent is gone. */
function isWithoutAgent({ slots }: Context): (feature: ReadyFeature) => boolean {
  const held = new Set([...slots.values()].map((slot) => slot.work?.feature.id));
  return (feature) => !held.has(feature.id);
}

/** Writes the claim down. What could not be begun is given back: a person, or another claimer, was faster. */
async function begin(
  { queue, broker }: Context,
  given: { readonly lease: Lease; readonly agent: string; readonly passedOver: readonly number[] },
): Promise<Feature | undefined> {
  const { lease, agent, passedOver } = given;
  const attempt = { featureId: Number(lease.id), epoch: lease.epoch, agent, passedOver };
  let feature: Feature | undefined;
  try {
    feature = effectNow('claim.tx', () => queue.features.begin(attempt));
  } finally {
    if (feature === undefined) await broker.fail(lease, { drop: true });
  }
  return feature;
}

/** The label under which work is offered to one slot alone. */
function labelOf(agent: string): string {
  return `slot:${agent}`;
}

function idleAgents(context: Context): string[] {
  const slots = [...context.slots.values()];
  return slots.filter((slot) => slot.phase === 'idle' && !slot.held).map((slot) => slot.agent);
}
