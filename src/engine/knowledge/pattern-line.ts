import { z } from 'zod';
import { fixedLimits } from '../model/limits.ts';
import { patternOrigins, patternOutcomes, type Pattern } from '../model/pattern.ts';

const { patternNameCharsMax, patternTextCharsMax, patternFilesMax, patternTestsMax } = fixedLimits;
const { lessonCharsMax, lessonsMax, patternTriesMax } = fixedLimits;

const name = z.string().trim().min(1).max(patternNameCharsMax);
const words = z.string().max(lessonCharsMax);
const outcome = z.enum(patternOutcomes);
const whole = z.number().int().min(0).max(1_000_000_000_000);

const patternTry = z.strictObject({
  outcome: outcome.exclude(['lesson']),
  agent: name.nullable().default(null),
  model: name.nullable().default(null),
});

/**
 * One pattern as a line of JSON. Only `feature` is needed. An `outcome` counts where `origin` is `gate`, which an export
 * writes of what a gate judged; without it, it is somebody's words.
 */
export const patternLine = z.strictObject({
  feature: name,
  category: name.default('general'),
  description: z.string().max(patternTextCharsMax).default(''),
  approach: words.nullable().default(null),
  lessons: z.array(words).max(lessonsMax).default([]),
  files: z.array(words).max(patternFilesMax).default([]),
  outcome: outcome.default('lesson'),
  origin: z.enum(patternOrigins).default('words'),
  project: name.nullable().default(null),
  attempts: whole.max(1_000).default(0),
  tries: z.array(patternTry).max(patternTriesMax).default([]),
  failingTests: z.array(words).max(patternTestsMax).default([]),
  agent: name.nullable().default(null),
  model: name.nullable().default(null),
  costUsd: z.number().min(0).max(1_000_000).nullable().default(null),
  durationMs: whole.nullable().default(null),
  createdAt: z.iso.datetime({ offset: true }).nullable().default(null),
  updatedAt: z.iso.datetime({ offset: true }).nullable().default(null),
});

export type PatternLine = z.infer<typeof patternLine>;

/** Writes a pattern as the object of one line; `project` is the one whose export it is. */
export function lineObject(pattern: Pattern, project: string): PatternLine {
  const { id: _id, featureId: _featureId, importedFrom, createdAt, updatedAt, ...rest } = pattern;
  return {
    ...rest,
    project: importedFrom ?? project,
    files: [...rest.files],
    lessons: [...rest.lessons],
    failingTests: [...rest.failingTests],
    tries: rest.tries.map((one) => ({ ...one })),
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
  };
}

/** Reads one line: the object, or what is wrong with it. */
export function readLine(
  text: string,
):
  | { readonly kind: 'read'; readonly line: PatternLine }
  | { readonly kind: 'wrong'; readonly why: string } {
  if (text.length > fixedLimits.importPatternCharsMax) {
    return {
      kind: 'wrong',
      why: `it has more than ${String(fixedLimits.importPatternCharsMax)} characters`,
    };
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'wrong', why: 'it is not JSON' };
  }
  const result = patternLine.safeParse(value);
  if (result.success) return { kind: 'read', line: result.data };
  const issue = result.error.issues[0];
  const place = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
  return { kind: 'wrong', why: `${place}${issue?.message ?? 'it is not a pattern'}` };
}
