import type { EngineEvent } from '../model/event.ts';
import { PagedFeatures, type FeatureList } from '../model/feature-list.ts';
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
  /** The rows as they were told: an engine's row that did not change is the same object. */
  #told = PagedFeatures.of([]);
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
    const features = this.#changed(view.features);
    if (text === this.#head && features.length === 0 && this.#events.length === 0) return undefined;
    this.#head = text;
    return { head, features, events: this.#events.splice(0) };
  }

  #changed(list: FeatureList): StatusFeature[] {
    if (list === this.#told) return [];
    const rows = list instanceof PagedFeatures ? list : PagedFeatures.of([...list]);
    const changed: StatusFeature[] = [];
    for (const { row, before } of rows.since(this.#told)) {
      const feature = statusFeature(row);
      if (before === undefined || !isSameFeature(statusFeature(before), feature)) {
        changed.push(feature);
      }
    }
    this.#told = rows;
    return changed;
  }
}
