import { sanitiseLine } from '../platform/terminal-text.ts';
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
  const model = event.model === undefined ? usage.model : plainName(event.model);
  const used = model ?? list.model;
  const input = countOf(event.inputTokens);
  const output = countOf(event.outputTokens);
  const price = used === null ? null : list.priceOf(used);
  const costUsd = amountOf(event.costUsd) ?? listCost(price, { input, output });
  return {
    tokens: plus(usage.tokens, countOf(event.tokens)),
    costUsd: plus(usage.costUsd, costUsd),
    inputTokens: plus(usage.inputTokens, input),
    outputTokens: plus(usage.outputTokens, output),
    model,
  };
}

/** More than any session uses. What an agent prints is not believed beyond it: sums stay whole numbers. */
const tokensMax = 1e12;
const usdMax = 1e6;

function countOf(tokens: number | undefined): number | null {
  const amount = amountOf(tokens ?? null, tokensMax);
  return amount === null ? null : Math.round(amount);
}

/** A negative cost would give back what was spent. */
function amountOf(value: number | null, most = usdMax): number | null {
  return value !== null && value >= 0 ? Math.min(value, most) : null;
}

function plus(sum: number | null, more: number | null): number | null {
  return more === null ? sum : (sum ?? 0) + more;
}

const modelCharsMax = 200;

/** The name comes from the agent's output, and goes into rows and prompts. */
function plainName(model: string): string {
  return sanitiseLine(model).slice(0, modelCharsMax);
}
