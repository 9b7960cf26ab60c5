import type { Feature } from './model/feature.ts';

/** The features as they were last read; read again only after something about them has changed. */
export class FeatureCache {
  readonly #read: () => Feature[];
  #features: Feature[] | null = null;

  constructor(read: () => Feature[]) {
    this.#read = read;
  }

  all(): readonly Feature[] {
    this.#features ??= this.#read();
    return this.#features;
  }

  /** An event was stored, or another process has written. */
  forget(): void {
    this.#features = null;
  }
}
