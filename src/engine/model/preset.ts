import type { Difficulty } from './feature.ts';

/** How able, and how dear, a model is; the dearest first. */
export const modelTiers = ['top', 'middle', 'small'] as const;

export type ModelTier = (typeof modelTiers)[number];

/** A tier for each difficulty. */
type TierRow = Readonly<Record<Difficulty, ModelTier>>;

/** How much hangs on a kind of work. */
type Weight = 'high' | 'standard' | 'low';

/** A named choice: which tier of model each kind of work gets. */
export interface Preset {
  readonly description: string;
  /** The tiers that it uses at all; work that the gate rejects goes no higher than the first of them. */
  readonly tiers: readonly ModelTier[];
  readonly tierOf: Readonly<Record<Weight, TierRow>>;
}

/** What goes wrong unseen weighs more; what is easily put right weighs less. Any other category is standard. */
const weights: ReadonlyMap<string, Weight> = new Map([
  ['auth', 'high'],
  ['database', 'high'],
  ['tests', 'low'],
  ['docs', 'low'],
]);

function row(easy: ModelTier, normal: ModelTier, hard: ModelTier): TierRow {
  return { easy, normal, hard };
}

/** The presets by name; an unknown name is refused, never defaulted. */
export const presets = {
  quality: {
    description: 'top tier only',
    tiers: ['top'],
    tierOf: {
      high: row('top', 'top', 'top'),
      standard: row('top', 'top', 'top'),
      low: row('top', 'top', 'top'),
    },
  },
  balanced: {
    description: 'top tier, small for tests, docs and what is easy',
    tiers: ['top', 'small'],
    tierOf: {
      high: row('top', 'top', 'top'),
      standard: row('small', 'top', 'top'),
      low: row('small', 'small', 'top'),
    },
  },
  economy: {
    description: 'middle tier, top for auth and databases, small for tests, docs and what is easy',
    tiers: ['top', 'middle', 'small'],
    tierOf: {
      high: row('middle', 'top', 'top'),
      standard: row('small', 'middle', 'top'),
      low: row('small', 'small', 'middle'),
    },
  },
  cheap: {
    description: 'small tier, middle for auth, databases and what is hard',
    tiers: ['middle', 'small'],
    tierOf: {
      high: row('small', 'middle', 'middle'),
      standard: row('small', 'small', 'middle'),
      low: row('small', 'small', 'small'),
    },
  },
  experimental: {
    description: 'all tiers: tries models out and goes by what landed at the least cost',
    tiers: ['top', 'middle', 'small'],
    tierOf: {
      high: row('middle', 'top', 'top'),
      standard: row('small', 'middle', 'top'),
      low: row('small', 'small', 'middle'),
    },
  },
} as const satisfies Record<string, Preset>;

export type PresetName = keyof typeof presets;

export const presetNames = Object.keys(presets) as PresetName[];

/** Whether a word names a preset. */
export function isPresetName(word: string): word is PresetName {
  return Object.hasOwn(presets, word);
}

/** The tier that a preset gives to a kind of work. */
export function tierFor(
  preset: PresetName,
  category: string,
  difficulty: Difficulty = 'normal',
): ModelTier {
  return presets[preset].tierOf[weightOf(category)][difficulty];
}

/** How much hangs on a category of work. */
function weightOf(category: string): Weight {
  return weights.get(category.trim().toLowerCase()) ?? 'standard';
}
