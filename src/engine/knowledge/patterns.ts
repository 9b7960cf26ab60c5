import type { Pattern, PatternOutcome } from '../model/pattern.ts';

/** Which patterns are to be forgotten. */
export type Forgotten =
  | { readonly kind: 'pattern'; readonly id: number }
  | { readonly kind: 'feature'; readonly featureId: number }
  | { readonly kind: 'all' };

/** What a person says anew of a pattern; an outcome is nobody's to say. */
export interface PatternEdit {
  readonly category?: string | undefined;
  /** Empty: none. */
  readonly approach?: string | undefined;
  /** In place of all that are there. */
  readonly lessons?: readonly string[] | undefined;
}

/** How much is known. */
export interface KnowledgeStats {
  readonly patterns: number;
  readonly judged: number;
  /** How many of all were imported. */
  readonly imported: number;
  readonly lessons: number;
  /** How the judged ones ended, by category; imported ones that another gate judged are among them. */
  readonly byCategory: readonly {
    readonly category: string;
    readonly judged: number;
    readonly landed: number;
    readonly firstTry: number;
  }[];
  readonly byOutcome: Readonly<Record<PatternOutcome, number>>;
}

/** What an import came to. */
export interface Imported {
  readonly added: number;
  /** Lines that were there already, so that importing twice counts nothing twice. */
  readonly known: number;
  /** In how many lines a secret was removed. */
  readonly redacted: number;
}

/** The patterns as a person looks after them. */
export interface Patterns {
  stats(): KnowledgeStats;
  /** Every pattern, oldest first, so many at a time. */
  pages(size: number): Iterable<readonly Pattern[]>;
  /**
   * Takes in lines of JSON, all of them or none; `from` names where they come from unless they say so themselves.
   * @throws AgentTuiError `usage` that names the lines that are wrong.
   */
  importLines(lines: Iterable<string>, from: string): Imported;
  /** How many were forgotten. */
  forget(which: Forgotten): number;
  /** @throws AgentTuiError `usage` when there is no such pattern, or the words hold a secret or are too long. */
  edit(id: number, edit: PatternEdit): Pattern;
}
