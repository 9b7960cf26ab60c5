import type { LearnedRow } from '../model/learned.ts';
import type { ModelTier, PresetName } from '../model/preset.ts';

export type { LearnedRow } from '../model/learned.ts';

/** How hard a piece of work is said to be. */
export type Difficulty = 'easy' | 'normal' | 'hard';

/** Which model a piece of work gets, and why. */
export interface ModelChoice {
  readonly tier: ModelTier;
  /** The name of the model as the agent's CLI takes it; null where nobody has said what the tier is called there. */
  readonly model: string | null;
  /** One sentence for people, with n where it says something about success. */
  readonly reason: string;
  /** How many judged attempts it rests on; 0 for a preset's word. */
  readonly n: number;
}

/** What a person has set beside agent-tui.json, in force from the next attempt on. */
export interface ModelSettings {
  readonly preset: PresetName;
  /** Concrete models by agent and tier, over those of the configuration and of the table. */
  readonly models: Readonly<Record<string, Readonly<Partial<Record<ModelTier, string>>>>>;
  /** Tiers by category, over those of the preset. */
  readonly categories: Readonly<Record<string, ModelTier>>;
}

/** Presets, choice of models and what was learned. */
export interface Models {
  settings(): ModelSettings;
  /** @throws AgentTuiError `usage` for what is not a preset, an agent, a tier. */
  applyPreset(name: string): ModelSettings;
  updateSettings(change: Partial<Omit<ModelSettings, 'preset'>>): ModelSettings;
  /** The model for a kind of work as it would be chosen now. */
  best(work: { readonly category: string; readonly difficulty: Difficulty }): ModelChoice;
  learned(): readonly LearnedRow[];
}
