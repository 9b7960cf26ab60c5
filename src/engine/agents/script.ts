import { z } from 'zod';

const durationMsMax = 60 * 60_000;
const floodLinesMax = 10_000_000;
const stepsMax = 1000;

const path = z.string().min(1);
const text = z.string();

/** One thing that a scripted agent does; which one is told by its first key. */
const step = z.union([
  z.strictObject({ say: text }),
  z.strictObject({ write: path, text }),
  z.strictObject({ resolve: path, text }),
  z.strictObject({ append: path, text }),
  z.strictObject({ replace: path, old: text.min(1), new: text }),
  z.strictObject({ delete: path }),
  z.strictObject({ run: z.array(text).min(1) }),
  z.strictObject({ wait: z.number().min(0).max(durationMsMax) }),
  z.strictObject({ commit: text.min(1) }),
  z.strictObject({
    call: z.string().regex(/^[a-z-]+\/[a-z_]+$/, 'say server/tool'),
    with: z.record(z.string(), z.unknown()).optional(),
  }),
  z.strictObject({
    usage: z.strictObject({
      tokens: z.number().min(0),
      costUsd: z.number().min(0).nullable(),
      inputTokens: z.number().min(0).optional(),
      outputTokens: z.number().min(0).optional(),
      model: text.min(1).optional(),
    }),
  }),
  z.strictObject({ hang: z.literal(true), ignoreTerm: z.boolean().optional() }),
  z.strictObject({ fork: z.literal('daemon') }),
  z.strictObject({ fail: z.number().int().min(0).max(255), message: text.optional() }),
  z.strictObject({
    flood: z.strictObject({ lines: z.number().int().min(1).max(floodLinesMax), text }),
  }),
]);

const stepNames =
  'say, write, resolve, append, replace, delete, run, wait, commit, call, usage, hang, fork, fail, flood';

const script = z.strictObject({
  $schema: text.optional(),
  attempts: z.array(z.array(step).max(stepsMax)).min(1),
});

export type Step = z.infer<typeof step>;

/** A script that was read, or one line that says what is wrong with it. */
export type ScriptReading =
  | { readonly kind: 'script'; readonly attempts: readonly (readonly Step[])[] }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Reads the text of a script file. */
export function parseScript(source: string): ScriptReading {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (error) {
    return { kind: 'unreadable', reason: `not JSON: ${String(error)}` };
  }
  const read = script.safeParse(value);
  if (read.success) return { kind: 'script', attempts: read.data.attempts };
  const issue = read.error.issues[0];
  if (issue === undefined) return { kind: 'unreadable', reason: 'not a script' };
  return { kind: 'unreadable', reason: `${placeOf(issue.path)}: ${reasonOf(issue)}` };
}

function placeOf(keys: readonly PropertyKey[]): string {
  return keys.length === 0 ? 'the script' : keys.map(String).join('.');
}

/** A step that fits no kind is told by the kind that its keys come nearest to. */
function reasonOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_union') return issue.message;
  const named = issue.errors.filter((tries) => !tries.some((one) => isMissingName(one)));
  const nearest = named[0]?.[0];
  if (nearest === undefined) return `not a step; the steps are ${stepNames}`;
  const inside = nearest.path.length === 0 ? '' : `${placeOf(nearest.path)}: `;
  return `${inside}${nearest.message}`;
}

/** Whether one try failed because the key that names the step is not there. */
function isMissingName(issue: z.core.$ZodIssue): boolean {
  const key = issue.path[0];
  if (issue.code === 'unrecognized_keys') return issue.keys.some((name) => isStepName(name));
  return (
    issue.path.length === 1 &&
    typeof key === 'string' &&
    isStepName(key) &&
    /received undefined|expected "daemon"|expected true/u.test(issue.message)
  );
}

function isStepName(name: string): boolean {
  return stepNames.split(', ').includes(name);
}

/** The steps of an attempt; the last list repeats for all further attempts. */
export function stepsOfAttempt(
  attempts: readonly (readonly Step[])[],
  epoch: number,
): readonly Step[] {
  const index = Math.min(Math.max(epoch, 1), attempts.length) - 1;
  return attempts[index] ?? [];
}
