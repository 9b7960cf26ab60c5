import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import {
  AgentTuiError,
  difficulties,
  draftDefaults,
  fixedLimits,
  type FeatureDraft,
} from '../engine/index.ts';

const draft = z.strictObject({
  name: z.string().trim().min(1),
  description: z.string().default(''),
  category: z.string().default(draftDefaults.category),
  priority: z.number().int().default(draftDefaults.priority),
  dependsOn: z.array(z.string()).default([]),
  acceptance: z.string().default(''),
  paths: z.array(z.string()).default([]),
  difficulty: z.enum(difficulties).default('normal'),
});

const list = z.array(draft).min(1).max(fixedLimits.importFeaturesMax);

/**
 * Reads features from a JSON or YAML file: a list of `{name, description, category, difficulty, priority,
 * dependsOn, acceptance, paths}`.
 * @throws AgentTuiError `usage` that names the file, the place in it and what is wrong.
 */
export async function importFeatures(cwd: string, file: string): Promise<FeatureDraft[]> {
  const text = await readImport(resolve(cwd, file), file);
  const result = list.safeParse(parse(text, file));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const place = issue === undefined ? '' : placeOf(issue.path);
  throw unreadable(file, `${place}${issue?.message ?? 'not a list of features'}`);
}

/** What the file is called does not matter: JSON first, because that is much faster, else YAML. */
function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // YAML has the last word, also about what is wrong with it.
  }
  try {
    return parseYaml(text, { maxAliasCount: 100, logLevel: 'error' });
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw unreadable(file, `neither JSON nor YAML: ${reason}`, error);
  }
}

async function readImport(path: string, file: string): Promise<string> {
  const { importBytesMax } = fixedLimits;
  const chunks: Buffer[] = [];
  try {
    // One byte more than may be there: enough to tell, also of a pipe or a device without an end.
    for await (const chunk of createReadStream(path, { end: importBytesMax })) {
      chunks.push(chunk as Buffer);
    }
  } catch (error) {
    throw unreadable(file, readProblem(error), error);
  }
  const bytes = Buffer.concat(chunks);
  if (bytes.length > importBytesMax) {
    throw unreadable(file, `it has more than ${String(importBytesMax)} bytes`);
  }
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}

const readProblems: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a directory',
  EACCES: 'it may not be read',
};

function readProblem(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return readProblems[code] ?? code;
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
