/** What a model costs by its provider's list, in USD for one token, caches and surcharges for long prompts aside. */
export interface ListPrice {
  readonly inputUsd: number;
  readonly outputUsd: number;
}

/** The list prices of models; null: nobody knows what a model costs, which is something else than nothing. */
export type PriceOf = (model: string) => ListPrice | null;

/** Claude Code's short names, which name its newest model of that size. */
const shortNames: ReadonlyMap<string, string> = new Map([
  ['opus', 'claude-opus-5'],
  ['sonnet', 'claude-sonnet-5'],
  ['haiku', 'claude-haiku-4-5'],
]);

/** So few tokens that no surcharge for long prompts applies. */
const sampleTokens = 1_000;
const nameCharsMax = 200;

/**
 * Loads the prices that come with the program; nothing is asked of a network. Only a run and the commands about money wait
 * for them: reading the table takes 20 ms. `now` is wall-clock milliseconds, for a list price may change at a date.
 */
export async function loadPrices(now: () => number): Promise<PriceOf> {
  const { calcPrice } = await import('@pydantic/genai-prices');
  const known = new Map<string, ListPrice | null>();
  const usage = { input_tokens: sampleTokens, output_tokens: sampleTokens };
  const look = (model: string): ListPrice | null => {
    const timestamp = new Date(now());
    for (const { id, providerId } of namesOf(model)) {
      const found = calcPrice(usage, id, {
        timestamp,
        ...(providerId === null ? {} : { providerId }),
      });
      if (found === null) continue;
      const { input_price: input, output_price: output } = found;
      return { inputUsd: input / sampleTokens, outputUsd: output / sampleTokens };
    }
    return null;
  };
  return (model) => {
    const seen = known.get(model);
    if (seen !== undefined) return seen;
    const price = model === '' || model.length > nameCharsMax ? null : look(model);
    known.set(model, price);
    return price;
  };
}

/** The names under which a model may be listed: as it is, as `provider/model`, and as one of a reseller of all of them. */
function namesOf(model: string): readonly { id: string; providerId: string | null }[] {
  const id = shortNames.get(model) ?? model;
  const slash = id.indexOf('/');
  const named = slash === -1 ? [] : [{ id: id.slice(slash + 1), providerId: id.slice(0, slash) }];
  // Qwen's own prices are in no list; those of the reseller come near.
  const resold = slash === -1 && id.startsWith('qwen') ? `qwen/${id}` : id;
  return [...named, { id, providerId: null }, { id: resold, providerId: 'openrouter' }];
}

/** What so many tokens cost by the list; null when the price or the numbers are not known. */
export function listCost(
  price: ListPrice | null,
  tokens: { readonly input: number | null; readonly output: number | null },
): number | null {
  const { input, output } = tokens;
  if (price === null || input === null || output === null) return null;
  return input * price.inputUsd + output * price.outputUsd;
}
