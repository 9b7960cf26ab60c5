import {
  alwaysBest,
  alwaysCheapest,
  chooser,
  uniform,
  type Asked,
  type Policy,
} from './learning/policies.ts';
import { attemptsMax, landingChance, makeWorld, type World } from './learning/world.ts';

// How near the chooser comes to one who knows how able each model is. Per seed a project of five categories, in each of
// which three models of hidden ability and cost work on the same 400 features; a feature is the harder to every model the
// harder it is, and it is tried until it lands. Measured is what a landed feature costs over features 301 to 400: the cost
// of all attempts at them, over how many of them landed, summed over all seeds. Every policy goes one tier up after a
// rejection, as the product does, except for "always cheapest", "uniform", and the last row, which shows what that rule
// itself costs in this world. The baseline, "always best", knows the abilities and begins each category with the tier from
// which features land at the least cost under that rule.

const seeds = 300;
const features = 400;
const before = 300;
const curveSteps = 16;
const goal = 1.05;

interface Spent {
  costUsd: number;
  landed: number;
  attempts: number;
}

const policies: readonly (readonly [string, (world: World) => Policy])[] = [
  ['always best', (world) => alwaysBest(world, 'with the rule')],
  ['chooser', () => chooser('experimental', true)],
  ['preset only', () => chooser('balanced', false)],
  ['uniform', () => uniform()],
  ['always cheapest', () => alwaysCheapest()],
  ['best, no rule', (world) => alwaysBest(world, 'without it')],
];

/** By policy and by piece of the run. */
const spent = policies.map(() =>
  Array.from({ length: curveSteps }, (): Spent => ({ costUsd: 0, landed: 0, attempts: 0 })),
);
/** Choices that evidence decided, and those of them that rested on one attempt alone or on none. */
const won = { all: 0, early: 0 };

for (let seed = 1; seed <= seeds; seed += 1) {
  const world = makeWorld(seed, features);
  for (const [at, [, make]] of policies.entries()) buildAll(world, make(world), { seed, at });
}
report();

/** Builds the features one after another, as they come. */
function buildAll(
  world: World,
  policy: Policy,
  { seed, at }: { readonly seed: number; readonly at: number },
): void {
  for (let index = 0; index < features; index += 1) {
    const piece = spent[at]?.[Math.floor((index * curveSteps) / features)];
    if (piece !== undefined) build(world, policy, { index, seed, piece });
  }
}

/** Tries one feature until it lands. */
function build(
  world: World,
  policy: Policy,
  given: { readonly index: number; readonly seed: number; readonly piece: Spent },
): void {
  const feature = world.features[given.index];
  if (feature === undefined) return;
  const { category, hardness, luck, noise } = feature;
  let rejectedTier: Asked['rejectedTier'] = null;
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const seed = (Math.imul(given.seed, 1_000_003) + given.index * 97 + attempt) >>> 0;
    const asked: Asked = { category, rejections: attempt, rejectedTier, seed };
    const { tier, choice } = policy.choose(asked);
    if (choice?.basis === 'evidence') {
      won.all += 1;
      if (choice.n <= 1) won.early += 1;
    }
    const costUsd = world.costUsd[category][tier] * (noise[attempt] ?? 1);
    const landed = (luck[attempt] ?? 1) < landingChance(world.ability[category][tier], hardness);
    policy.hear?.({ ...asked, tier, landed, costUsd });
    given.piece.costUsd += costUsd;
    given.piece.attempts += 1;
    given.piece.landed += landed ? 1 : 0;
    if (landed) return;
    rejectedTier = tier;
  }
}

function total(pieces: readonly Spent[]): Spent {
  return pieces.reduce(
    (sum, piece) => ({
      costUsd: sum.costUsd + piece.costUsd,
      landed: sum.landed + piece.landed,
      attempts: sum.attempts + piece.attempts,
    }),
    { costUsd: 0, landed: 0, attempts: 0 },
  );
}

function costPerLanded({ costUsd, landed }: Spent): number {
  return costUsd / landed;
}

function report(): void {
  const first = Math.floor((before * curveSteps) / features);
  const windows = spent.map((pieces) => total(pieces.slice(first)));
  const [best = NaN, own = NaN] = windows.map(costPerLanded);
  const bestAll = total(spent[0] ?? []);
  const rows = policies.map(([name], at) => {
    const window = windows[at] ?? total([]);
    const regretUsd = (total(spent[at] ?? []).costUsd - bestAll.costUsd) / seeds;
    return [
      name.padEnd(16),
      costPerLanded(window).toFixed(3).padStart(9),
      (costPerLanded(window) / best).toFixed(3).padStart(7),
      (window.attempts / seeds / (features - before)).toFixed(2).padStart(9),
      ((100 * window.landed) / seeds / (features - before)).toFixed(1).padStart(8),
      regretUsd.toFixed(1).padStart(12),
    ].join('');
  });
  console.log('policy          USD/landed  ratio attempts landed %  regret USD (all features)');
  console.log(rows.join('\n'));
  console.log(`\n${curve().join('\n')}\n`);
  console.log(
    `won by evidence: ${String(won.all)} choices, of them with n of 1 or less: ${String(won.early)}`,
  );
  const ratio = own / best;
  const isMet = ratio <= goal && won.early === 0;
  console.log(
    `learning: ${own.toFixed(3)} USD for each that landed, always best ${best.toFixed(3)}, ratio ${ratio.toFixed(3)}, goal ${String(goal)}: ${isMet ? 'met' : 'missed'}`,
  );
  process.exitCode = isMet ? 0 : 1;
}

/** The chooser's cost over that of always best, piece by piece. */
function curve(): string[] {
  const [best = [], own = []] = spent;
  const ratios = own.map((piece, at) => {
    const base = best[at];
    return base === undefined ? NaN : costPerLanded(piece) / costPerLanded(base);
  });
  const step = 0.02;
  return ratios.map((ratio, at) => {
    const to = String(((at + 1) * features) / curveSteps).padStart(4);
    const bar = '#'.repeat(Math.max(0, Math.round((ratio - 1) / step)));
    return `to feature ${to}  ${ratio.toFixed(3)}  |${bar}`;
  });
}
