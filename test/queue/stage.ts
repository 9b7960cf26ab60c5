import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Db } from '../../src/engine/db/index.ts';
import type { EngineEvent } from '../../src/engine/model/event.ts';
import type { Feature, FeatureDraft } from '../../src/engine/model/feature.ts';
import { chooseFeature } from '../../src/engine/scheduler/choose-feature.ts';
import { openQueue, type Queue, type Requeue } from '../../src/engine/queue/index.ts';

/** A queue on a real file, which another connection may open too. Time is a number that the test sets. */
export class QueueStage {
  readonly directory = mkdtempSync(join(tmpdir(), 'queue-'));
  readonly path = join(this.directory, 'state.db');
  /** What was published, newest last. */
  readonly events: EngineEvent[] = [];
  now = 1_000_000;
  readonly db: Db;
  readonly queue: Queue;
  readonly #open: Db[] = [];

  constructor() {
    writeFileSync(this.path, emptyDatabase());
    this.db = this.#connect();
    this.queue = this.#queueOn(this.db);
  }

  /** The same queue through a connection of its own. */
  another(): Queue {
    return this.#queueOn(this.#connect());
  }

  #connect(): Db {
    const db = openDatabase(this.path);
    // No test here cuts the power.
    db.pragma('synchronous = OFF');
    this.#open.push(db);
    return db;
  }

  #queueOn(db: Db): Queue {
    return openQueue(
      db,
      () => this.now,
      (events) => this.events.push(...events),
    );
  }

  add(...drafts: readonly (string | Partial<FeatureDraft>)[]): Feature[] {
    return this.queue.addFeatures(
      drafts.map((given) => draft(typeof given === 'string' ? { name: given } : given)),
    );
  }

  /** Claims for an agent; the other idle ones keep what came back to them. */
  claim(agent = 'agent-1', idle: readonly string[] = []): string | undefined {
    const claim = this.begin(agent, idle);
    return claim === undefined ? undefined : this.find(claim.featureId).name;
  }

  /** Claims, and says so when there was nothing to claim. */
  take(agent = 'agent-1'): { readonly featureId: number; readonly epoch: number } {
    const claim = this.begin(agent);
    if (claim === undefined) throw new Error('nothing could be claimed');
    return claim;
  }

  /** Begins the next attempt through a connection of one's choice. */
  begin(agent: string, idle: readonly string[] = [], through = this.queue) {
    const { features } = through;
    const choice = chooseFeature({
      agent,
      ready: features.ready(agent, 64),
      idleAgents: idle,
      pathsInWork: [],
      passedOverMax: 8,
    });
    if (choice === undefined) return undefined;
    const { feature, passedOver } = choice;
    const attempt = { featureId: feature.id, epoch: feature.epoch + 1, agent, passedOver };
    return features.begin(attempt) === undefined ? undefined : attempt;
  }

  submit(claim: { featureId: number; epoch: number }, head = 'aaa'): boolean {
    const { features, journal } = this.queue;
    return journal.write((record) => features.submit({ ...claim, head }, record));
  }

  requeue(
    claim: { readonly featureId: number; readonly epoch: number },
    how: Partial<Requeue> = {},
  ): boolean {
    const { features, journal } = this.queue;
    const plain = {
      kind: 'session',
      reason: 'red',
      diffPrint: null,
      delayMs: 0,
      head: null,
      limits: failureLimits,
    } as const;
    return journal.write((record) => features.requeue({ ...plain, ...claim, ...how }, record));
  }

  merge(claim: { featureId: number; epoch: number }, commit = 'ccc'): boolean {
    const { features, journal } = this.queue;
    return journal.write((record) => features.merge({ ...claim, commit }, record));
  }

  /** Takes the next feature all the way to main. */
  mergeNext(): string {
    const claim = this.take();
    this.submit(claim);
    this.merge(claim);
    return this.find(claim.featureId).name;
  }

  find(id: number): Feature {
    const feature = this.queue.features.find(id);
    if (feature === undefined) throw new Error(`there is no feature ${String(id)}`);
    return feature;
  }

  /** The states of all features by name. */
  states(): Record<string, string> {
    return Object.fromEntries(this.queue.features.all().map((f) => [f.name, f.state]));
  }

  /** What was published, as `type #feature`. */
  told(): string[] {
    return this.events.map((e) => `${e.type} #${String(e.featureId)}`);
  }

  close(): void {
    for (const db of this.#open) db.close();
    rmSync(this.directory, { recursive: true });
  }
}

/** Limits that no test reaches by chance. */
export const failureLimits = {
  attemptsMax: 10,
  sameFailuresMax: 100,
  crashesMax: 100,
  crashWindowMs: 60_000,
};

let empty: Buffer | undefined;

/** The bytes of a database with nothing in it; making one takes a while. */
function emptyDatabase(): Buffer {
  if (empty !== undefined) return empty;
  const directory = mkdtempSync(join(tmpdir(), 'queue-'));
  const path = join(directory, 'empty.db');
  openDatabase(path).close();
  empty = readFileSync(path);
  rmSync(directory, { recursive: true });
  return empty;
}

/** A draft with the name that it is given and nothing else worth telling. */
export function draft(given: Partial<FeatureDraft>): FeatureDraft {
  return {
    name: 'Login',
    description: '',
    category: 'general',
    priority: 100,
    dependsOn: [],
    acceptance: '',
    ...given,
  };
}
