/** How able, and how dear, a model is. */
export type ModelTier = 'top' | 'middle' | 'small';

/** A named choice: which tier of model each kind of work gets. */
export interface Preset {
  readonly description: string;
  /** For work that is neither named in `byCategory` nor easy. */
  readonly standard: ModelTier;
  readonly byCategory: Readonly<Record<string, ModelTier>>;
}

/** The presets by name; an unknown name is refused, never defaulted. */
export const presets = {
  quality: {
    description: 'top tier only',
    standard: 'top',
    byCategory: {},
  },
  balanced: {
    description: 'top tier, small for tests and docs',
    standard: 'top',
    byCategory: { tests: 'small', docs: 'small' },
  },
  economy: {
    description: 'middle tier, top for auth and databases, small for tests and docs',
    standard: 'middle',
    byCategory: { auth: 'top', database: 'top', tests: 'small', docs: 'small' },
  },
  cheap: {
    description: 'small tier, middle for auth and databases',
    standard: 'small',
    byCategory: { auth: 'middle', database: 'middle' },
  },
  experimental: {
    description: 'all tiers: top for auth and databases, small for tests and docs',
    standard: 'middle',
    byCategory: { auth: 'top', database: 'top', tests: 'small', docs: 'small' },
  },
} as const satisfies Record<string, Preset>;

export type PresetName = keyof typeof presets;

export const presetNames = Object.keys(presets) as PresetName[];

/** Whether a word names a preset. */
export function isPresetName(word: string): word is PresetName {
  return Object.hasOwn(presets, word);
}

/** The tier that a preset gives to a category of work. */
export function tierFor(preset: PresetName, category: string): ModelTier {
  const row: Preset = presets[preset];
  return Object.hasOwn(row.byCategory, category)
    ? (row.byCategory[category] ?? row.standard)
    : row.standard;
}
