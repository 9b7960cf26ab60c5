import { openKnowledge, openPatterns } from '../../src/engine/knowledge/index.ts';
import type { FoundPattern, GateOutcome, Knowledge } from '../../src/engine/knowledge/knowledge.ts';
import type { Patterns } from '../../src/engine/knowledge/patterns.ts';
import { QueueStage } from '../queue/stage.ts';

/** The knowledge of a queue on a real file. */
export class KnowledgeStage extends QueueStage {
  readonly knowledge: Knowledge;
  readonly patterns: Patterns;

  constructor() {
    super();
    this.knowledge = openKnowledge(this.db, () => this.now);
    this.patterns = openPatterns(this.db, () => this.now);
  }

  /** Notes an outcome of a feature, as a step does. */
  record(
    featureId: number,
    outcome: GateOutcome['outcome'],
    more: Partial<GateOutcome> = {},
  ): void {
    const given = { files: [], failingTests: [], agent: 'claude', model: null, ...more };
    this.queue.journal.write(() => {
      this.knowledge.record({ featureId, outcome, ...given });
    });
  }

  /** The names of what is found, best first. */
  found(
    text: string,
    more: { category?: string; paths?: string[]; limit?: number } = {},
  ): string[] {
    return this.search(text, more).map(({ pattern }) => pattern.feature);
  }

  search(
    text: string,
    more: { category?: string; paths?: string[]; limit?: number } = {},
  ): readonly FoundPattern[] {
    return this.knowledge.search({ text, limit: 10, ...more });
  }

  import(...lines: readonly object[]): ReturnType<Patterns['importLines']> {
    return this.patterns.importLines(
      lines.map((line) => JSON.stringify(line)),
      'shop.jsonl',
    );
  }
}
