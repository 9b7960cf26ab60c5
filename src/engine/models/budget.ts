/** What a budget is of: the run, one feature over all its attempts, or one agent slot in the run. */
export const budgetScopes = ['run', 'feature', 'agent'] as const;

export type BudgetScope = (typeof budgetScopes)[number];

/** One budget by name. */
export interface BudgetKey {
  readonly scope: BudgetScope;
  /** The number of the feature, or the slot; empty for the run. */
  readonly name: string;
}

/** A limit that a person has set. */
export interface SetBudget extends BudgetKey {
  readonly limitUsd: number;
}

/** A limit, and what was spent of it. */
export interface Budget extends SetBudget {
  readonly spentUsd: number;
}

/** The limits of the configuration: for every run, every feature, every slot. */
export interface BudgetLimits {
  readonly runUsd?: number | undefined;
  readonly featureUsd?: number | undefined;
  readonly agentUsd?: number | undefined;
}

/** A millionth of a cent: sums of many small numbers miss a round limit by less. */
const tolerance = 1e-8;

/** What may be spent; null: there is no limit. A person's word for this one wins over the configuration's for all. PURE. */
export function limitOf(
  { scope, name }: BudgetKey,
  set: readonly SetBudget[],
  limits: BudgetLimits,
): number | null {
  const own = set.find((budget) => budget.scope === scope && budget.name === name);
  if (own !== undefined) return own.limitUsd;
  const forAll = { run: limits.runUsd, feature: limits.featureUsd, agent: limits.agentUsd };
  return forAll[scope] ?? null;
}

/** Whether nothing more may be spent. PURE. */
export function isUsedUp({ limitUsd, spentUsd }: Pick<Budget, 'limitUsd' | 'spentUsd'>): boolean {
  return spentUsd >= limitUsd - tolerance;
}

/** One sentence: what is used up, and what raises it. PURE. */
export function budgetWords({ scope, name, limitUsd, spentUsd }: Budget): string {
  const spent = `${usdWords(spentUsd)} of ${usdWords(limitUsd)}`;
  const raise = (what: string) => `agent-tui budget set ${what} USD raises it`;
  switch (scope) {
    case 'run':
      return `the budget of this run is used up (${spent}): ${raise('run')}`;
    case 'feature':
      return `the budget of feature #${name} is used up (${spent}): ${raise(`feature ${name}`)}`;
    case 'agent':
      return `the budget of ${name} in this run is used up (${spent}): ${raise(`agent ${name}`)}`;
  }
}

/** An amount of money for people; the smaller, the finer. */
export function usdWords(usd: number): string {
  const digits = Math.abs(usd) < tolerance || Math.abs(usd) >= 0.01 ? 2 : 4;
  return `$${usd.toFixed(digits)}`;
}
