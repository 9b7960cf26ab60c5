import type { ModelTier } from './preset.ts';

/** What the tiers are called where a person takes an agent's word for it. */
export type TierModels = Readonly<Partial<Record<ModelTier, string>>>;

/**
 * What each agent CLI calls a model of a tier, by the name of its driver. Claude Code's own short names follow its
 * newest models; the others have none. `command` and `scripted` are not here: nobody can know what they run.
 */
const defaultModels: ReadonlyMap<string, TierModels> = new Map([
  ['claude', { top: 'opus', middle: 'sonnet', small: 'haiku' }],
  ['codex', { top: 'gpt-5.5', middle: 'gpt-5.4', small: 'gpt-5.4-mini' }],
  [
    'gemini',
    { top: 'gemini-3.1-pro-preview', middle: 'gemini-3.5-flash', small: 'gemini-3.5-flash-lite' },
  ],
  [
    'opencode',
    {
      top: 'anthropic/claude-opus-5',
      middle: 'anthropic/claude-sonnet-5',
      small: 'anthropic/claude-haiku-4-5',
    },
  ],
  ['qwen', { top: 'qwen3-max', middle: 'qwen3-coder-plus', small: 'qwen3-coder-flash' }],
]);

/** The models of a driver by tier; none for a driver that may run anything. */
export function modelsOfDriver(driver: string): TierModels {
  return defaultModels.get(driver) ?? {};
}
