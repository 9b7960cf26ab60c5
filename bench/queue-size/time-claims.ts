import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { openBroker } from '../../src/engine/broker/index.ts';
import { openDatabase } from '../../src/engine/db/index.ts';
import { fixedLimits } from '../../src/engine/model/limits.ts';
import { systemClock } from '../../src/engine/platform/clock.ts';
import { systemRandom } from '../../src/engine/platform/random.ts';
import { openQueue, type Queue } from '../../src/engine/queue/index.ts';
import { chooseFeature } from '../../src/engine/scheduler/choose-feature.ts';

const agent = 'agent-1';
const addedAtOnce = 10_000;

/** How long claims take, in milliseconds: of the whole, and of the two writes of which the second waits for the disk. */
export interface ClaimTimes {
  readonly whole: readonly number[];
  readonly broker: readonly number[];
  readonly record: readonly number[];
}

/**
 * Claims again and again as the engine does: looks at what is ready, chooses, offers and claims, writes the attempt down.
 * What was claimed is merged, and a new feature takes its place, so that the queue keeps its size.
 */
export async function timeClaims(
  scratch: string,
  { features, claims }: { readonly features: number; readonly claims: number },
): Promise<ClaimTimes> {
  const dir = mkdtempSync(join(scratch, 'claims-'));
  const db = openDatabase(join(dir, 'state.db'));
  const queue = openQueue(db, systemClock.now, () => undefined);
  const broker = openBroker({
    path: join(dir, 'broker.db'),
    clock: systemClock,
    random: systemRandom,
    leaseDurationMs: 90_000,
    sweepIntervalMs: fixedLimits.leaseSweepIntervalMs,
  });
  for (let from = 0; from < features; from += addedAtOnce) {
    add(queue, from, Math.min(features, from + addedAtOnce));
  }
  const times = { whole: [] as number[], broker: [] as number[], record: [] as number[] };
  for (let claim = 0; claim < claims; claim += 1) {
    const began = systemClock.monotonic();
    const choice = chooseFeature({
      agent,
      ready: queue.features.ready(agent, fixedLimits.readyFeaturesLookedAtMax),
      idleAgents: [],
      pathsInWork: queue.paths.inWork(),
      passedOverMax: 8,
    });
    if (choice === undefined) throw new Error('nothing is ready');
    const { id: featureId, epoch: epochFloor, priority } = choice.feature;
    const offered = systemClock.monotonic();
    const id = String(featureId);
    await broker.enqueue([{ id, label: agent, priority, epochFloor, payload: null }]);
    const lease = await broker.claim([agent]);
    if (lease === undefined) throw new Error('nothing could be claimed');
    const { epoch } = lease;
    const leased = systemClock.monotonic();
    queue.features.begin({ featureId, epoch, agent, passedOver: choice.passedOver });
    const ended = systemClock.monotonic();
    times.whole.push(ended - began);
    times.broker.push(leased - offered);
    times.record.push(ended - leased);
    await broker.complete(lease);
    merge(queue, featureId, epoch);
    add(queue, features + claim, features + claim + 1);
  }
  await broker.close();
  db.close();
  return times;
}

function merge({ features, journal }: Queue, featureId: number, epoch: number): void {
  journal.write((record) => {
    features.submit({ featureId, epoch, head: 'head' }, record);
    features.merge({ featureId, epoch, commit: 'commit' }, record);
  });
}

function add(queue: Queue, from: number, to: number): void {
  const drafts = Array.from({ length: to - from }, (_, at) => ({
    name: `Part ${String(from + at + 1)}`,
    description: 'One of many.',
    category: 'general',
    priority: (from + at) % 50,
    acceptance: '',
    // A third waits for the one before it.
    dependsOn: at % 3 === 2 ? [`Part ${String(from + at)}`] : [],
  }));
  queue.addFeatures(drafts);
}
