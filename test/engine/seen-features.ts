import { FeatureCache, type FeaturesSeen } from '../../src/engine/feature-cache.ts';
import { countStates, featureStatus } from '../../src/engine/model/feature.ts';
import type { FeatureRow } from '../../src/engine/model/feature-list.ts';
import { QueueStage } from '../queue/stage.ts';

/** A cache over a real queue, as an engine has it, and slots that the test fills. */
export class SeenFeatures {
  readonly stage = new QueueStage();
  /** The same queue through a connection of its own: another process. */
  readonly other = this.stage.another();
  readonly agentOf = new Map<number, string>();
  /** How often all features were read. */
  readings = 0;
  readonly cache = new FeatureCache(() => {
    this.readings += 1;
    return this.stage.queue.features.all();
  });

  /** A look after something was written: by an event of the engine, or seen by `data_version`. */
  look(): FeaturesSeen {
    this.cache.forget();
    return this.lookAgain();
  }

  /** A look after which nothing was told. */
  lookAgain(): FeaturesSeen {
    const { changes } = this.stage.queue.features;
    return this.cache.look({ changes, now: this.stage.now, agentOf: new Map(this.agentOf) });
  }

  /** What a full reading says now. */
  truth(): { readonly rows: FeatureRow[]; readonly counts: FeaturesSeen['counts'] } {
    const features = this.stage.queue.features.all();
    const merged = new Set(features.filter((f) => f.state === 'merged').map((f) => f.id));
    const rows = features.map((feature) => ({
      ...feature,
      status: featureStatus(feature, (id) => merged.has(id), this.stage.now),
      agent: this.agentOf.get(feature.id) ?? null,
    }));
    return { rows, counts: countStates(features) };
  }

  close(): void {
    this.stage.close();
  }
}
