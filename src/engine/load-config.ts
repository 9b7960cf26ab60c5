import { join } from 'node:path';
import type { z } from 'zod';
import { configSchema, type Config } from './model/config.ts';
import { AgentTuiError } from './model/error.ts';
import { isPresetName, presetNames, type PresetName } from './model/preset.ts';
import { readTextIfPresent } from './platform/files.ts';

/** What the command line says; it wins over every file. */
export interface ConfigFlags {
  readonly agent?: string | undefined;
  readonly parallel?: number | undefined;
  readonly preset?: string | undefined;
}

/** Where a project's configuration comes from. */
export interface ConfigSources {
  readonly projectDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly flags: ConfigFlags;
}

type RawConfig = Record<string, unknown>;

const projectFile = 'agent-tui.json';

/**
 * Loads the configuration: flags win over environment over project over person over defaults.
 * @throws AgentTuiError `usage` that names the file, the place in it and what is wrong.
 */
export async function loadConfig(sources: ConfigSources): Promise<Config> {
  const person = await loadFile(personFile(sources.env));
  const project = await loadFile(join(sources.projectDir, projectFile));
  const merged: RawConfig = { ...person, ...project };
  for (const name of ['agents', 'limits']) {
    const [own, theirs] = [person[name], project[name]];
    if (isRecord(own) && isRecord(theirs)) merged[name] = { ...own, ...theirs };
  }
  const config = parse(merged, projectFile);
  return { ...config, ...environmentSettings(sources.env), ...flagSettings(sources.flags) };
}

/** The preset that a flag or the environment names for this run; null when neither does. */
export function runPresetOf({
  env,
  flags,
}: Pick<ConfigSources, 'env' | 'flags'>): PresetName | null {
  return flagSettings(flags).preset ?? environmentSettings(env).preset ?? null;
}

function personFile(env: ConfigSources['env']): string {
  // Empty means unset, as the XDG rules say.
  const home = set(env['XDG_CONFIG_HOME']) ?? join(env['HOME'] ?? '/', '.config');
  return join(home, 'agent-tui', 'config.json');
}

async function loadFile(path: string): Promise<RawConfig> {
  const text = await readTextIfPresent(path);
  if (text === undefined) return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AgentTuiError('usage', `${path} is not JSON: ${reason}`, {
      hint: 'mend the file, or move it away to use the defaults',
      cause: error,
    });
  }
  parse(value, path);
  return isRecord(value) ? value : {};
}

function parse(value: unknown, path: string): Config {
  const result = configSchema.safeParse(value);
  if (result.success) return result.data;
  throw new AgentTuiError('usage', `${path}: ${placeOf(result.error)}`, {
    hint: 'mend that setting; docs/configuration.md lists them all',
  });
}

function placeOf(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return 'not a configuration';
  const place = issue.path.map(String).join('.');
  return place === '' ? issue.message : `${place}: ${issue.message}`;
}

/** The settings that flags and environment share, by the names under which a person gave them. */
interface Given {
  readonly agent: string | undefined;
  readonly parallel: number | undefined;
  readonly preset: string | undefined;
  readonly names: { readonly parallel: string; readonly preset: string };
}

function environmentSettings(env: ConfigSources['env']): Partial<Config> {
  const parallel = set(env['AGENT_TUI_PARALLEL']);
  return settings({
    agent: set(env['AGENT_TUI_AGENT']),
    parallel: parallel === undefined ? undefined : Number(parallel),
    preset: set(env['AGENT_TUI_PRESET']),
    names: { parallel: 'AGENT_TUI_PARALLEL', preset: 'AGENT_TUI_PRESET' },
  });
}

function flagSettings({ agent, parallel, preset }: ConfigFlags): Partial<Config> {
  const names = { parallel: '--parallel', preset: '--preset' };
  return settings({ agent, parallel, preset, names });
}

function settings({ agent, parallel, preset, names }: Given): Partial<Config> {
  if (parallel !== undefined && !isParallel(parallel)) {
    throw new AgentTuiError('usage', `${names.parallel} takes a whole number from 1 to 32`, {
      hint: 'for instance 3',
    });
  }
  if (preset !== undefined && !isPresetName(preset)) {
    throw new AgentTuiError('usage', `${names.preset}: there is no preset "${preset}"`, {
      hint: `use one of: ${presetNames.join(', ')}`,
    });
  }
  return {
    ...(agent === undefined ? {} : { defaultAgent: agent }),
    ...(parallel === undefined ? {} : { parallel }),
    ...(preset === undefined ? {} : { preset }),
  };
}

function set(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}

function isParallel(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= 32;
}

function isRecord(value: unknown): value is RawConfig {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
