import type { Context } from '../context.ts';
import type { GateOutcome } from '../knowledge/knowledge.ts';
import type { Verdict } from '../model/verdict.ts';

/** What an attempt came to, as far as the step that ends it knows. */
export interface Outcome {
  readonly featureId: number;
  readonly outcome: GateOutcome['outcome'];
  /** What was changed; absent when that is not known: then what earlier attempts changed stays. */
  readonly files?: readonly string[] | undefined;
  readonly verdict?: Verdict | undefined;
}

/** Notes in the knowledge how an attempt ended; called within the transaction that ends it, so that both are so or neither. */
export function noteOutcome(
  context: Context,
  { featureId, outcome, files, verdict }: Outcome,
): void {
  const failing = verdict?.evidence.tests?.failing ?? [];
  context.knowledge.record({
    featureId,
    outcome,
    files: files ?? [],
    failingTests: failing.map(({ name }) => name),
    agent: context.agent.name,
    model: null,
  });
}
