import type { OutcomeCounts, Pattern, PatternOutcome } from '../model/pattern.ts';

/** What is looked for. */
export interface KnowledgeQuery {
  /** Name and description of the work, or any words. */
  readonly text: string;
  readonly category?: string | undefined;
  /** Files and folders that the work will touch. */
  readonly paths?: readonly string[] | undefined;
  /** The feature that asks: what is known of itself is not similar work. */
  readonly exceptFeature?: number | undefined;
  readonly limit: number;
}

/** A pattern that was found; higher scores first. */
export interface FoundPattern {
  readonly pattern: Pattern;
  /** Between 0 and 1: how much of the question's words, category and paths it shares. */
  readonly score: number;
}

/** A short text for an agent, and the counts that it states. */
export interface Reference {
  readonly text: string;
  readonly counts: OutcomeCounts;
}

/** What an agent has to say about the feature that it works on; kept as its own words. */
export interface Lesson {
  readonly featureId: number;
  readonly approach: string | null;
  readonly lessons: readonly string[];
}

/** What the gate, or an attempt that did not come as far, said of a feature. */
export interface GateOutcome {
  readonly featureId: number;
  readonly outcome: Exclude<PatternOutcome, 'lesson'>;
  /** The files of the change, as far as they are known. */
  readonly files: readonly string[];
  readonly failingTests: readonly string[];
  /** Whose attempt it was; null when that is not known. */
  readonly agent: string | null;
  readonly model: string | null;
}

/** What is known of earlier work of a project. Success comes from the gate alone. */
export interface Knowledge {
  search(query: KnowledgeQuery): readonly FoundPattern[];
  /** A short text for an agent that begins a piece of work, with counts; null when nothing similar is known. */
  reference(query: Omit<KnowledgeQuery, 'limit'>): Reference | null;
  find(id: number): Pattern | undefined;
  /** @throws AgentTuiError `usage` when the words hold a secret or are too long, or there is no such feature. */
  addLesson(lesson: Lesson): Pattern;
  /** Notes an outcome in the feature's row, within the transaction of the state that it tells of. */
  record(outcome: GateOutcome): void;
}
