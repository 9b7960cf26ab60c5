import { z } from 'zod';
import type { Config } from '../model/config.ts';
import { AgentTuiError } from '../model/error.ts';
import { isPresetName, modelTiers, presetNames, type PresetName } from '../model/preset.ts';
import type { ModelRows } from './model-rows.ts';
import type { ModelSettings, SettingsChange } from './models.ts';

const tierModels = z.partialRecord(z.enum(modelTiers), z.string());
const storedModels = z.record(z.string(), tierModels);
const storedCategories = z.record(z.string(), z.enum(modelTiers));

/** So many categories and agents may be set at most; each is a word of a person. */
const entriesMax = 100;

/** What a person has set, over what the configuration says. */
export interface Settings {
  now(): ModelSettings;
  apply(name: string): ModelSettings;
  update(change: SettingsChange): ModelSettings;
}

/** Opens the settings; `runPreset` is that of this run's flag or environment, which wins as long as it lasts. */
export function openSettings(
  rows: Pick<ModelRows, 'settings' | 'keepSetting'>,
  given: {
    readonly config: Pick<Config, 'agents' | 'preset'>;
    readonly runPreset: PresetName | null;
  },
): Settings {
  const { config, runPreset } = given;
  const now = (): ModelSettings => {
    const set = rows.settings();
    const applied = set.get('preset') ?? '';
    return {
      preset: runPreset ?? (isPresetName(applied) ? applied : config.preset),
      models: readBack(set.get('models'), storedModels) ?? {},
      categories: readBack(set.get('categories'), storedCategories) ?? {},
    };
  };
  return {
    now,
    apply: (name) => {
      if (!isPresetName(name)) throw notAPreset(name);
      rows.keepSetting('preset', name);
      return now();
    },
    update: ({ models = {}, categories = {} }) => {
      for (const agent of Object.keys(models)) requireAgent(agent, config);
      const before = now();
      const changed = Object.entries(models).map(
        ([agent, tiers]): [string, typeof tiers | null] => {
          const merged = mergeOf({ ...before.models[agent] }, tiers);
          return [agent, Object.keys(merged).length === 0 ? null : merged];
        },
      );
      keep(rows, 'models', mergeOf({ ...before.models }, Object.fromEntries(changed)));
      const named = Object.entries(categories).map(
        ([category, tier]) => [category.trim().toLowerCase(), tier] as const,
      );
      keep(rows, 'categories', mergeOf({ ...before.categories }, Object.fromEntries(named)));
      return now();
    },
  };
}

/** What is null in the change is taken out. */
function mergeOf<Value>(
  before: Readonly<Record<string, Value>>,
  change: Readonly<Record<string, Value | null | undefined>>,
): Record<string, Value> {
  const all = { ...before, ...change };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, Value] => entry[1] != null),
  );
}

function keep(rows: Pick<ModelRows, 'keepSetting'>, name: string, value: object): void {
  if (Object.keys(value).length > entriesMax) {
    throw new AgentTuiError('usage', `more than ${String(entriesMax)} ${name} are set`, {
      hint: 'take some back first, by null',
    });
  }
  rows.keepSetting(name, JSON.stringify(value));
}

/** What another version wrote and this one does not know counts as not set. */
function readBack<Value>(text: string | undefined, schema: z.ZodType<Value>): Value | undefined {
  return text === undefined ? undefined : schema.safeParse(JSON.parse(text)).data;
}

/** There is no preset of that name. */
export function notAPreset(name: string): AgentTuiError {
  return new AgentTuiError('usage', `there is no preset "${name.slice(0, 60)}"`, {
    hint: `use one of: ${presetNames.join(', ')}`,
  });
}

function requireAgent(name: string, { agents }: Pick<Config, 'agents'>): void {
  if (Object.hasOwn(agents, name)) return;
  const known = Object.keys(agents);
  throw new AgentTuiError('usage', `there is no agent "${name.slice(0, 60)}"`, {
    hint: known.length === 0 ? 'agent-tui.json names none' : `known: ${known.join(', ')}`,
  });
}
