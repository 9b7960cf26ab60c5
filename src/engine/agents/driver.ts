import type { ModelTier } from '../model/preset.ts';
import type { TranscriptEntry } from '../model/session.ts';

/** What a session is about: everything a driver may use to start its program. */
export interface SessionBrief {
  readonly featureId: number;
  readonly featureName: string;
  readonly category: string;
  readonly epoch: number;
  readonly agent: string;
  readonly worktree: string;
  readonly projectDir: string;
  readonly prompt: string;
  /** A file with why the last attempt did not land; null for the first attempt. */
  readonly lastErrorFile: string | null;
  readonly preset: string;
  readonly tier: ModelTier;
  /** As the agent's CLI takes it; null where nobody has said what the tier is called there. */
  readonly model: string | null;
  /** Where its tools are, and the token that it shows there; null where nobody serves them. */
  readonly tools: { readonly baseUrl: string; readonly token: string } | null;
}

/** A program to start; nothing of it has run yet. */
export interface ProgramSpec {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Written to its standard input, which is then closed; null: the input is empty. */
  readonly stdin: string | null;
}

/** What an agent says that it has used since it last said so. */
export interface UsageEvent {
  readonly kind: 'usage';
  readonly tokens: number;
  /** Null where the agent does not know; then the list price of the model counts. */
  readonly costUsd: number | null;
  readonly inputTokens?: number | undefined;
  readonly outputTokens?: number | undefined;
  /** The model that it used, where that is not the one that it was started with. */
  readonly model?: string | undefined;
}

/** What one line of output means. Text is sanitised by the session, not by the driver. */
export type DriverEvent =
  { readonly kind: TranscriptEntry['kind']; readonly text: string } | UsageEvent;

/** Turns the lines of one session into events; a line it does not know is kept as `output`. */
export type LineReader = (line: string) => readonly DriverEvent[];

/** Knows one coding agent: says how to start it and what its lines mean; never spawns. */
export interface Driver<Settings> {
  readonly name: string;
  /** The program that must be found before a run starts. */
  program(settings: Settings): string;
  start(brief: SessionBrief, settings: Settings): ProgramSpec;
  reader(): LineReader;
}
