import type { EngineEvent } from '../../src/engine/model/event.ts';
import { isChargedFailure } from '../../src/engine/model/failure.ts';
import type { Queue } from '../../src/engine/queue/index.ts';
import type { World } from './world.ts';

const once = 'I3 no feature has two holders, a result counts once';
const lastEventsMax = Number(process.env['LAST'] ?? 60);

/** Hears everything that engines say and write, over all their lives, and knows what must not be. */
export class Recorder {
  events = 0;
  /** The newest of them in words, oldest first. */
  readonly last: string[] = [];
  readonly #world: World;
  /** The highest epoch that was claimed, by feature. */
  readonly #epochs = new Map<number, number>();
  /** Results that were accepted, as feature@epoch. */
  readonly #accepted = new Set<string>();
  readonly #merged = new Set<number>();
  readonly features = new Set<number>();

  constructor(world: World) {
    this.#world = world;
  }

  heard(event: EngineEvent): void {
    this.events += 1;
    const feature = event.featureId === null ? '' : ` #${String(event.featureId)}`;
    const agent = event.agent === null ? '' : ` ${event.agent}`;
    this.note(`${event.type}${feature}${agent} ${JSON.stringify(event.facts)}`);
    if (event.type === 'feature:added' && event.featureId !== null) {
      this.features.add(event.featureId);
    }
  }

  /** Keeps a line for the report of a failure. */
  note(line: string): void {
    this.last.push(`${String(this.#world.time.now)} ms ${line}`);
    if (this.last.length > lastEventsMax) this.last.shift();
  }

  /** The same queue, watched. */
  watch(queue: Queue): Queue {
    const { features } = queue;
    return {
      ...queue,
      features: {
        ...features,
        begin: (attempt) => {
          const begun = features.begin(attempt);
          if (begun !== undefined) this.#claimed(attempt.featureId, attempt.epoch);
          return begun;
        },
        submit: (submission, record) =>
          this.#result('submission', submission, features.submit(submission, record)),
        requeue: (requeue, record) => {
          const before = features.find(requeue.featureId)?.attempts ?? 0;
          const isDone = this.#result('failure', requeue, features.requeue(requeue, record));
          const after = features.find(requeue.featureId)?.attempts ?? 0;
          const charge = isChargedFailure(requeue.kind) ? 0 : 1;
          if (isDone && after !== before - charge) {
            this.#world.broken(
              'attempts stay within their limits',
              `a ${requeue.kind} of #${String(requeue.featureId)} left ${String(after)} of ${String(before)} attempts`,
            );
          }
          return isDone;
        },
        merge: (merge, record) => {
          const isDone = features.merge(merge, record);
          if (isDone && this.#merged.has(merge.featureId)) {
            this.#world.broken(once, `#${String(merge.featureId)} was merged twice`);
          }
          if (isDone) this.#merged.add(merge.featureId);
          return isDone;
        },
      },
    };
  }

  #claimed(featureId: number, epoch: number): void {
    const newest = this.#epochs.get(featureId) ?? 0;
    if (epoch <= newest) {
      const words = `#${String(featureId)} was claimed under ${String(epoch)} after ${String(newest)}`;
      this.#world.broken(once, words);
    }
    this.#epochs.set(featureId, epoch);
  }

  #result(
    what: 'submission' | 'failure',
    result: { readonly featureId: number; readonly epoch: number },
    isAccepted: boolean,
  ): boolean {
    if (!isAccepted) return false;
    const { featureId, epoch } = result;
    const newest = this.#epochs.get(featureId) ?? 0;
    const key = `${what} of #${String(featureId)}@${String(epoch)}`;
    if (epoch !== newest) {
      this.#world.broken(once, `the ${key} was accepted, the newest is ${String(newest)}`);
    }
    if (this.#accepted.has(key)) this.#world.broken(once, `the ${key} was accepted twice`);
    this.#accepted.add(key);
    return true;
  }
}
