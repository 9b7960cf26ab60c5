import type { EngineEvent } from '../model/event.ts';
import {
  isSameFeature,
  statusFeature,
  statusHead,
  type StatusChange,
  type StatusFeature,
} from './live-status.ts';
import type { ControlledEngine } from './methods.ts';

/** What one who follows the run has been told so far; each time it gives what is new. */
export class Subscription {
  readonly #engine: ControlledEngine;
  readonly #eventsHeldMax: number;
  readonly #told = new Map<number, StatusFeature>();
  #head = '';
  #events: EngineEvent[] = [];

  constructor(engine: ControlledEngine, eventsHeldMax: number) {
    this.#engine = engine;
    this.#eventsHeldMax = eventsHeldMax;
  }

  /** Something has happened; it is told with the next change. */
  hold(event: EngineEvent): void {
    this.#events.push(event);
    if (this.#events.length > this.#eventsHeldMax) this.#events.shift();
  }

  /** What has changed since it was last asked; undefined when nothing has. */
  next(): StatusChange | undefined {
    const view = this.#engine.view();
    const head = statusHead(view);
    const text = JSON.stringify(head);
    const features = view.features.map(statusFeature).filter((feature) => {
      const before = this.#told.get(feature.id);
      return before === undefined || !isSameFeature(before, feature);
    });
    if (text === this.#head && features.length === 0 && this.#events.length === 0) return undefined;
    this.#head = text;
    for (const feature of features) this.#told.set(feature.id, feature);
    return { head, features, events: this.#events.splice(0) };
  }
}
