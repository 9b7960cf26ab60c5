import { z } from 'zod';
import { landingPolicies } from './landing.ts';
import { defaultLimits, fixedLimits } from './limits.ts';
import { modelTiers, presetNames } from './preset.ts';

const words = z.array(z.string().min(1)).min(1);

/** What the agent's CLI calls the model of each tier. */
const tierModels = z.strictObject(
  Object.fromEntries(modelTiers.map((tier) => [tier, z.string().min(1).optional()])) as Record<
    (typeof modelTiers)[number],
    z.ZodOptional<z.ZodString>
  >,
);

const commandAgent = z.strictObject({
  driver: z.literal('command'),
  /** The program and its arguments; run in the worktree with the prompt on its standard input. */
  command: words,
  env: z.record(z.string(), z.string()).optional(),
  models: tierModels.optional(),
});

const scriptedAgent = z.strictObject({
  driver: z.literal('scripted'),
  /** A directory, relative to the project, with one `<feature-slug>.json` per feature. */
  scripts: z.string().min(1),
  models: tierModels.optional(),
});

const positiveMs = z.number().int().positive();
const limitUsd = z.number().positive().max(fixedLimits.budgetUsdMax);

/** The settings of one agent, told apart by `driver`. */
export const agentSettings = z.discriminatedUnion('driver', [commandAgent, scriptedAgent]);
export type AgentSettings = z.infer<typeof agentSettings>;

/** The whole of `agent-tui.json`. Unknown keys are refused. */
export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  agents: z.record(z.string().min(1), agentSettings).default({}),
  defaultAgent: z.string().min(1).optional(),
  parallel: z.number().int().min(1).max(32).default(3),
  preset: z.enum(presetNames).default('balanced'),
  /** The branch that verified work is for; by default the branch that is checked out. */
  target: z.string().min(1).optional(),
  landing: z.enum(landingPolicies).default('ask'),
  /** What becomes of working agents when agent-tui is ended by a signal or its terminal is closed. */
  leave: z.enum(['stop', 'run']).default('stop'),
  test: z
    .strictObject({
      framework: z.string().min(1).optional(),
      /** The directory of the suite, relative to the project. */
      dir: z.string().min(1).optional(),
      /** Further arguments of the framework's own command. */
      args: z.array(z.string()).default([]),
      /** The whole command, a program and its arguments, instead of the framework's own; `{report}` is the report file. */
      command: words.optional(),
      /** What the command leaves: a format, and a path relative to test.dir; without a path it prints the report. */
      report: z
        .strictObject({ format: z.string().min(1), path: z.string().min(1).optional() })
        .optional(),
    })
    .default({ args: [] }),
  /** Commands, each a program and its arguments, that make a fresh worktree ready; by default what the lockfile asks for. */
  setup: z.strictObject({ commands: z.array(words) }).optional(),
  /** What may be spent, in USD: by a run, on each feature, by each slot in a run. */
  budgets: z
    .strictObject({
      runUsd: limitUsd.optional(),
      featureUsd: limitUsd.optional(),
      agentUsd: limitUsd.optional(),
    })
    .default({}),
  limits: z
    .strictObject(
      Object.fromEntries(
        Object.keys(defaultLimits).map((name) => [name, positiveMs.optional()]),
      ) as Record<keyof typeof defaultLimits, z.ZodOptional<typeof positiveMs>>,
    )
    .default({}),
});

export type Config = z.infer<typeof configSchema>;
