import type { Difficulty } from '../model/feature.ts';
import type { LearnedRow } from '../model/learned.ts';
import type { ModelTier, PresetName } from '../model/preset.ts';

export type { Difficulty } from '../model/feature.ts';
export type { LearnedRow } from '../model/learned.ts';

/** What a choice of model rests on. `trial`: too little is known of it, and this is how more becomes known. */
export type ChoiceBasis = 'preset' | 'person' | 'evidence' | 'trial' | 'escalation';

/** Which model a piece of work gets, and why. */
export interface ModelChoice {
  readonly tier: ModelTier;
  /** The name of the model as the agent's CLI takes it; null where nobody has said what the tier is called there. */
  readonly model: string | null;
  readonly basis: ChoiceBasis;
  /** One sentence for people, with n. */
  readonly reason: string;
  /** How many judged attempts of that model at that kind of work are known. */
  readonly n: number;
}

/** What a person has set beside agent-tui.json, in force from the next attempt on. */
export interface ModelSettings {
  /** The one in force: that of this run's flag or environment, else the applied one, else that of the configuration. */
  readonly preset: PresetName;
  /** Concrete models by agent and tier, over those of the configuration and of the table. */
  readonly models: Readonly<Record<string, Readonly<Partial<Record<ModelTier, string>>>>>;
  /** Tiers by category, over those of the preset. */
  readonly categories: Readonly<Record<string, ModelTier>>;
}

/** A change of settings: what it does not name stays; null takes back what was set. */
export interface SettingsChange {
  readonly models?:
    Readonly<Record<string, Readonly<Partial<Record<ModelTier, string | null>>>>> | undefined;
  readonly categories?: Readonly<Record<string, ModelTier | null>> | undefined;
}

/** Presets, choice of models and what was learned. */
export interface Models {
  settings(): ModelSettings;
  /** @throws AgentTuiError `usage` for what is not a preset. */
  applyPreset(name: string): ModelSettings;
  /** @throws AgentTuiError `usage` for what is not an agent, or too much. */
  updateSettings(change: SettingsChange): ModelSettings;
  /** The model for a kind of work as evidence and preset say it now; never one that is only being tried out. */
  best(work: { readonly category: string; readonly difficulty: Difficulty }): ModelChoice;
  learned(): readonly LearnedRow[];
}
