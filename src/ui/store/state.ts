import type { RegionName, Size } from '../layout.ts';
import type { EngineStats, EngineView } from './engine-types.ts';

/** A line of text being typed, and where its cursor stands (in characters). */
export interface TextInput {
  readonly text: string;
  readonly cursor: number;
}

/** The fields of the feature form, in their order on the screen. */
export const formFields = [
  'name',
  'description',
  'category',
  'difficulty',
  'priority',
  'dependsOn',
  'acceptance',
] as const;

export type FormField = (typeof formFields)[number];

/** The feature form. `editing`: the feature that is changed; null for a new one. */
export interface FormState {
  readonly editing: number | null;
  readonly field: FormField;
  readonly inputs: Readonly<Record<FormField, TextInput>>;
  /** Problems are shown for every field from the first attempt to save on. */
  readonly wasSaved: boolean;
}

/** What a dialog may set off once it is agreed to. */
export type Effect =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'kill'; readonly agent: string }
  | { readonly kind: 'discard'; readonly agent: string }
  | {
      readonly kind: 'rollback';
      readonly agent: string;
      readonly epoch: number;
      readonly number: number;
    }
  | { readonly kind: 'cancel-feature'; readonly feature: number }
  | { readonly kind: 'drop-form' }
  | { readonly kind: 'pause-and-quit' }
  | { readonly kind: 'leave-running-and-quit' }
  | { readonly kind: 'quit-when-done' }
  | { readonly kind: 'quit' };

/** A question with what will be lost and what is kept. */
export interface Dialog {
  readonly title: string;
  readonly tone: 'bad' | 'attention';
  readonly text: readonly string[];
  readonly choices: readonly { readonly label: string; readonly effect: Effect }[];
  readonly chosen: number;
}

/** What the log screen shows; the lines themselves never come here. */
export interface LogState {
  readonly kind: 'log';
  readonly agent: string;
  readonly follow: boolean;
  readonly wrap: boolean;
  /** The text searched for; null: no search. */
  readonly search: string | null;
  /** The search being typed; null when it is not. */
  readonly typing: TextInput | null;
  /** What only the surface knows; told after each key and at most 4 times a second. */
  readonly position: LogPosition | null;
}

export interface LogPosition {
  readonly above: number;
  readonly total: number;
  readonly matches: number;
  readonly isCapped: boolean;
  /** From 1; null before the first jump. */
  readonly currentMatch: number | null;
}

/** The stats screen. What it shows is read when it is opened and goes with it: an old number is never shown as a new one. */
export interface StatsState {
  readonly kind: 'stats';
  /** null until the engine has answered; `learned` in the order of the screen. */
  readonly stats: EngineStats | null;
  /** The key of the selected row. */
  readonly selected: string | null;
  readonly top: number;
}

/** What lies over the dashboard, the last on top. */
export type Layer =
  | LogState
  | {
      readonly kind: 'checkpoints';
      readonly feature: number;
      readonly agent: string | null;
      /** `epoch/number` of the selected one. */
      readonly selected: string | null;
      readonly top: number;
    }
  | {
      readonly kind: 'details';
      readonly of: DetailsSubject;
      readonly top: number;
      /** How many rows there are to scroll through. */
      readonly count: number;
    }
  | StatsState
  | { readonly kind: 'help'; readonly top: number }
  | { readonly kind: 'palette'; readonly query: TextInput; readonly chosen: number }
  | { readonly kind: 'dialog'; readonly dialog: Dialog }
  | { readonly kind: 'form'; readonly form: FormState };

export type DetailsSubject =
  | { readonly kind: 'feature'; readonly id: number }
  | { readonly kind: 'verdict'; readonly id: string };

/** One line about what a key did or could not do. */
export interface Message {
  readonly tone: 'ok' | 'bad' | 'attention' | 'muted';
  readonly text: string;
  readonly hint: string | null;
}

/** Everything the screen shows, apart from the lines of logs. */
export interface UiState {
  readonly size: Size;
  /** Wall-clock milliseconds, moved at most once a second. */
  readonly now: number;
  /** null until the engine has said something. */
  readonly view: EngineView | null;
  readonly focus: RegionName;
  readonly isZoomed: boolean;
  readonly selectedFeature: number | null;
  readonly selectedAgent: string | null;
  readonly selectedVerdict: string | null;
  /** The first row shown of each list. */
  readonly featuresTop: number;
  readonly verdictsTop: number;
  readonly layers: readonly Layer[];
  readonly message: Message | null;
}

/** The screen before the engine has said anything. */
export function initialState(size: Size, now: number): UiState {
  return {
    size,
    now,
    view: null,
    focus: 'agents',
    isZoomed: false,
    selectedFeature: null,
    selectedAgent: null,
    selectedVerdict: null,
    featuresTop: 0,
    verdictsTop: 0,
    layers: [],
    message: null,
  };
}
