import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { AgentTuiError, fixedLimits, type FeatureDraft } from '../engine/index.ts';

const draft = z.strictObject({
  name: z.string().trim().min(1),
  description: z.string().default(''),
  category: z.string().default('general'),
  priority: z.number().int().default(100),
  dependsOn: z.array(z.string()).default([]),
  acceptance: z.string().default(''),
});

const list = z.array(draft).min(1).max(fixedLimits.importFeaturesMax);

/**
 * Reads features from a JSON or YAML file: a list of `{name, description, category, priority, dependsOn, acceptance}`.
 * @throws AgentTuiError `usage` that names the file, the place in it and what is wrong.
 */
export async function importFeatures(cwd: string, file: string): Promise<FeatureDraft[]> {
  const text = await readImport(resolve(cwd, file), file);
  let value: unknown;
  try {
    // JSON is YAML too, so that one parser reads both, whatever the file is called.
    value = parseYaml(text, { maxAliasCount: 100 });
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw unreadable(file, `neither JSON nor YAML: ${reason}`, error);
  }
  const result = list.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const place = issue === undefined ? '' : placeOf(issue.path);
  throw unreadable(file, `${place}${issue?.message ?? 'not a list of features'}`);
}

async function readImport(path: string, file: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > fixedLimits.importBytesMax) {
      throw unreadable(file, `${String(size)} bytes, at most ${String(fixedLimits.importBytesMax)}`);
    }
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof AgentTuiError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw unreadable(file, code === 'ENOENT' ? 'there is no such file' : code, error);
  }
}

function unreadable(file: string, reason: string, cause?: unknown): AgentTuiError {
  return new AgentTuiError('usage', `cannot import ${file}: ${reason}`, {
    hint: 'a list such as [{"name": "User login", "description": "…", "dependsOn": []}] in JSON or YAML',
    cause,
  });
}

function placeOf(path: readonly PropertyKey[]): string {
  const [index, ...rest] = path;
  if (index === undefined) return '';
  const entry = typeof index === 'number' ? `entry ${String(index + 1)}` : String(index);
  return `${[entry, ...rest.map(String)].join(', ')}: `;
}
