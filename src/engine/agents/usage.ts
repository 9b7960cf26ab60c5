import { listCost, type PriceOf } from '../models/prices.ts';
import type { UsageEvent } from './driver.ts';

/** What a session has used as far as its agent tells it. */
export interface Usage {
  readonly tokens: number | null;
  /** What the agent says that it cost, else what its tokens cost by the list; null when neither is known. */
  readonly costUsd: number | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  /** The model that the agent spoke of last. */
  readonly model: string | null;
}

/** Nothing was told yet. */
export const noUsage: Usage = {
  tokens: null,
  costUsd: null,
  inputTokens: null,
  outputTokens: null,
  model: null,
};

/** Adds what an agent says that it has used; `model` is the one that it was started with. PURE but for the list. */
export function addUsage(
  usage: Usage,
  event: UsageEvent,
  list: { readonly priceOf: PriceOf; readonly model: string | null },
): Usage {
  const model = event.model ?? usage.model;
  const used = model ?? list.model;
  const input = event.inputTokens ?? null;
  const output = event.outputTokens ?? null;
  const price = used === null ? null : list.priceOf(used);
  const costUsd = event.costUsd ?? listCost(price, { input, output });
  return {
    tokens: plus(usage.tokens, event.tokens),
    costUsd: plus(usage.costUsd, costUsd),
    inputTokens: plus(usage.inputTokens, input),
    outputTokens: plus(usage.outputTokens, output),
    model,
  };
}

function plus(sum: number | null, more: number | null): number | null {
  return more === null ? sum : (sum ?? 0) + more;
}
