import type { AnyTool } from '../../tool.ts';
import { applyPreset } from './apply-preset.ts';
import { getBestModel } from './get-best-model.ts';
import { getPresets } from './get-presets.ts';
import { updateSettings } from './update-settings.ts';

/** The tools of the `model-settings` server. */
export const modelSettingsTools: readonly AnyTool[] = [
  getPresets,
  applyPreset,
  getBestModel,
  updateSettings,
];
