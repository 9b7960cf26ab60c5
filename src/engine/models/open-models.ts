import type { Db } from '../db/index.ts';
import { modelsOfDriver, type TierModels } from '../model/agent-models.ts';
import type { AgentSettings, Config } from '../model/config.ts';
import type { Difficulty, Feature } from '../model/feature.ts';
import { modelTiers, type PresetName } from '../model/preset.ts';
import { openBudgets, type Budgets } from './open-budgets.ts';
import { chooseModel } from './choose-model.ts';
import { both, noTally, type KnownModel, type ModelFacts, type Tallies } from './model-facts.ts';
import { openModelRows, type OutcomeRow, type TallyRow } from './model-rows.ts';
import type { ModelChoice, ModelSettings, Models } from './models.ts';
import { listCost, type ListPrice, type PriceOf } from './prices.ts';
import { openSettings } from './settings.ts';

/** What an attempt is to be given a model for. */
export type AskedModel = Pick<Feature, 'id' | 'category' | 'difficulty' | 'gateFailures'>;

/** A choice with what it was made from. */
export interface MadeChoice {
  readonly choice: ModelChoice;
  readonly facts: ModelFacts;
}

/** What was used, and by which model. */
interface Used {
  readonly costUsd: number | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly model: string | null;
}

/** Models as the engine uses them. */
export interface EngineModels extends Models {
  /** Chooses for the next attempt of a feature; `seed` is asked only where something is left to chance. */
  choose(feature: AskedModel, seed: () => number): MadeChoice;
  /** Keeps the choice that an attempt was begun with. */
  keep(attempt: { readonly featureId: number; readonly epoch: number }, made: MadeChoice): void;
  /** Keeps what the gate said of an attempt, within a transaction of the caller. */
  keepOutcome(outcome: OutcomeRow): void;
  /** What the same would have cost with the priciest model of the agent; null when that is not known. */
  priciestUsd(used: Used): number | null;
  readonly budgets: Budgets;
}

/** What models are opened with. */
export interface ModelsOptions {
  readonly db: Db;
  readonly now: () => number;
  readonly config: Pick<Config, 'agents' | 'preset' | 'budgets'>;
  readonly runPreset: PresetName | null;
  /** The agent that works; null where none is chosen. */
  readonly agent: { readonly name: string; readonly settings: AgentSettings } | null;
  readonly priceOf: PriceOf;
}

/** So many tokens in, and a tenth of that out, is what a list price is shown for. */
const listTokens = { input: 1_000_000, output: 100_000 };

/** Opens the models of a project. */
export function openModels(options: ModelsOptions): EngineModels {
  const { db, now, config, priceOf } = options;
  const rows = openModelRows(db, now);
  const settings = openSettings(rows, options);
  const agent = options.agent?.name ?? '';
  const modelsNow = (set: ModelSettings) => tierModelsOf(options, set);
  // Read again only after the gate has said something more; the choice is made before each attempt.
  const talliesKnown = new Map<string, readonly TallyRow[]>();
  const talliesAt = (category: string, difficulty: Difficulty) => {
    const key = `${difficulty} ${category}`;
    const known = talliesKnown.get(key) ?? rows.tallies({ agent, category, difficulty });
    talliesKnown.set(key, known);
    return known;
  };
  const factsOf = (work: Omit<AskedModel, 'id'>, rejectedTier: ModelFacts['rejectedTier']) => {
    const set = settings.now();
    const { category, difficulty, gateFailures: rejections } = work;
    const tierSet = set.categories[category.trim().toLowerCase()] ?? null;
    const models = knownModels(modelsNow(set), talliesAt(category, difficulty), priceOf);
    const asked = { preset: set.preset, category, difficulty, tierSet, rejections, rejectedTier };
    return { ...asked, models, seed: null };
  };
  return {
    settings: () => settings.now(),
    applyPreset: (name) => settings.apply(name),
    updateSettings: (change) => settings.update(change),
    best: (work) => {
      // Whoever asks may be another process than the one that hears the gate.
      talliesKnown.clear();
      return chooseModel(factsOf({ ...work, gateFailures: 0 }, null));
    },
    learned: () => rows.learned(),
    choose: (feature, seed) => {
      const rejected = feature.gateFailures > 0 ? rows.judgedTier(feature.id) : undefined;
      const plain = factsOf(feature, rejected ?? null);
      const facts = { ...plain, seed: plain.preset === 'experimental' ? seed() : null };
      return { choice: chooseModel(facts), facts };
    },
    keep: ({ featureId, epoch }, { choice, facts }) => {
      const { tier, model, reason, n } = choice;
      const { seed } = facts;
      const row = { featureId, epoch, agent, tier, model, reason, n, seed };
      rows.keepChoice({ ...row, facts: JSON.stringify(facts) });
    },
    keepOutcome: (outcome) => {
      talliesKnown.clear();
      rows.keepOutcome(outcome);
    },
    priciestUsd: (used) => {
      const names = Object.values(modelsNow(settings.now()));
      return priciestOf(used, names.map(priceOf), used.model === null ? null : priceOf(used.model));
    },
    budgets: openBudgets(db, now, config.budgets),
  };
}

/** What each tier is called: a person's word over the configuration over the table. */
function tierModelsOf({ agent }: ModelsOptions, { models }: ModelSettings): TierModels {
  if (agent === null) return {};
  const { name, settings } = agent;
  const configured = Object.entries(settings.models ?? {}).filter(([, word]) => word !== undefined);
  return {
    ...modelsOfDriver(settings.driver),
    ...Object.fromEntries(configured),
    ...(Object.hasOwn(models, name) ? models[name] : {}),
  };
}

/** Only attempts with the model that the tier has now count for it. */
function knownModels(
  names: TierModels,
  known: readonly TallyRow[],
  priceOf: PriceOf,
): KnownModel[] {
  return modelTiers.map((tier) => {
    const model = names[tier] ?? null;
    const mine = known.filter((row) => row.tier === tier && row.model === model);
    const price = model === null ? null : priceOf(model);
    return {
      tier,
      model,
      listUsd: listCost(price, listTokens),
      own: talliesOf(mine.filter(({ own }) => own === 1)),
      others: talliesOf(mine.filter(({ own }) => own === 0)),
    };
  });
}

function talliesOf(rows: readonly TallyRow[]): Tallies {
  const sum = (after: TallyRow['after']) =>
    rows
      .filter((row) => row.after === after)
      .map(({ of, landed, costUsd, costed }) => ({ of, landed, costUsd, costed }))
      .reduce(both, noTally);
  return { first: sum('first'), raised: sum('raised'), repeated: sum('repeated') };
}

/**
 * Agents give rebates for what they have cached, which a list does not know: where it can be, what was paid is scaled by
 * what the list says of both models, so that like is compared with like.
 */
function priciestOf(
  used: Used,
  prices: readonly (ListPrice | null)[],
  own: ListPrice | null,
): number | null {
  const tokens = { input: used.inputTokens, output: used.outputTokens };
  const costs = [...prices, own].map((price) => listCost(price, tokens) ?? 0);
  const priciest = Math.max(0, ...costs);
  if (priciest === 0) return null;
  const mine = listCost(own, tokens);
  if (used.costUsd === null || mine === null || mine === 0) return priciest;
  return (used.costUsd * priciest) / mine;
}
