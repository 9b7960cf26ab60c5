import type { Command } from 'commander';
import {
  difficulties,
  isPresetName,
  modelTiers,
  notAPreset,
  openProjectModels,
  presetNames,
  presets,
  type ModelSettings,
  type PresetName,
} from '../engine/index.ts';
import { columns, print, printJson, type Io } from './io.ts';
import { openNamedProject, withProject, type CommandContext, type CommonFlags } from './options.ts';
import { withQueue } from './project-door.ts';

/** `agent-tui preset …`: which tier of model each kind of work gets. */
export function addPresetCommand(program: Command, { io }: CommandContext): void {
  const preset = program.command('preset').description('list, show and apply presets of models');
  withProject(preset.command('list'))
    .description('all presets, with the one in force')
    .option('--json', 'print one JSON array')
    .action((flags: CommonFlags) => listPresets(io, flags));
  withProject(preset.command('show <name>'))
    .description('which tier a preset gives to which work')
    .option('--json', 'print the preset as one JSON object')
    .action((name: string, flags: CommonFlags) => {
      showPreset(io, requirePreset(name), flags);
    });
  withProject(preset.command('apply <name>'))
    .description('use a preset from the next attempt on, also in a run that goes on')
    .option('--json', 'print the settings as one JSON object')
    .action((name: string, flags: CommonFlags) => applyPreset(io, name, flags));
}

async function listPresets(io: Io, flags: CommonFlags): Promise<void> {
  const project = await openNamedProject(io, flags);
  try {
    const inForce = (await openProjectModels(project)).settings().preset;
    const rows = presetNames.map((name) => ({
      name,
      inForce: name === inForce,
      description: presets[name].description,
      tiers: [...presets[name].tiers],
    }));
    if (flags.json === true) printJson(io, rows);
    else {
      const cells = rows.map((row) => [row.inForce ? '*' : '', row.name, row.description]);
      print(io, ...columns(cells));
    }
  } finally {
    project.close();
  }
}

function showPreset(io: Io, name: PresetName, flags: CommonFlags): void {
  const { description, tiers, tierOf } = presets[name];
  if (flags.json === true) {
    printJson(io, { name, description, tiers: [...tiers], tierOf });
    return;
  }
  const words = {
    high: 'auth, database',
    standard: 'anything else',
    low: 'tests, docs',
  } as const;
  const kinds = ['high', 'standard', 'low'] as const;
  const rows = kinds.map((kind) => [words[kind], ...difficulties.map((how) => tierOf[kind][how])]);
  print(io, `${name}: ${description}`, ...columns([['', ...difficulties], ...rows]));
}

async function applyPreset(io: Io, name: string, flags: CommonFlags): Promise<void> {
  await withQueue(io, flags, async (queue, project) => {
    const models = await openProjectModels(project);
    const settings = queue.journal.write((record) => {
      const applied = models.applyPreset(name);
      record({ type: 'preset:applied', facts: { preset: name } });
      return applied;
    });
    if (flags.json === true) printJson(io, settingsObject(settings));
    else print(io, appliedText(name, settings));
  });
}

function appliedText(name: string, { preset, categories }: ModelSettings): string {
  const set = Object.keys(categories).length;
  const besides =
    set === 0
      ? ''
      : `; ${String(set)} ${set === 1 ? 'category has a tier' : 'categories have tiers'} of their own`;
  return preset === name
    ? `${name} is in force from the next attempt on${besides}`
    : `${name} is applied, but AGENT_TUI_PRESET names ${preset}, which wins as long as it is set`;
}

function settingsObject({ preset, models, categories }: ModelSettings): object {
  return { preset, models, categories, tiers: modelTiers };
}

function requirePreset(name: string): PresetName {
  if (isPresetName(name)) return name;
  throw notAPreset(name);
}
