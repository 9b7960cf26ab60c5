import type { RegionName, Size } from '../layout.ts';
import type { EngineStats, EngineView } from './engine-types.ts';
import type { Layer, LogPosition, Message, TextInput } from './state.ts';
import type { TextEdit } from './text-input.ts';

export type Direction = 'up' | 'down' | 'left' | 'right';

/** Everything that can happen to the screen's state. */
export type UiCommand =
  /** The engine has something new. */
  | { readonly kind: 'viewed'; readonly view: EngineView }
  /** The engine has answered what was learned and spent. */
  | { readonly kind: 'counted'; readonly stats: EngineStats }
  /** A second has gone by. */
  | { readonly kind: 'ticked'; readonly now: number }
  | { readonly kind: 'resized'; readonly size: Size }
  | { readonly kind: 'focused'; readonly region: RegionName }
  | { readonly kind: 'focus-stepped'; readonly step: 1 | -1 }
  | { readonly kind: 'agent-selected'; readonly agent: string }
  | { readonly kind: 'feature-selected'; readonly feature: number }
  | { readonly kind: 'verdict-selected'; readonly verdict: string }
  | { readonly kind: 'moved'; readonly direction: Direction }
  /** By whole pages of what is in front. */
  | { readonly kind: 'paged'; readonly step: 1 | -1 }
  | { readonly kind: 'jumped'; readonly to: 'first' | 'last' }
  /** To the next or previous page of agent panes. */
  | { readonly kind: 'agents-paged'; readonly step: 1 | -1 }
  | { readonly kind: 'zoomed' }
  | { readonly kind: 'opened'; readonly layer: Layer }
  /** One level back. */
  | { readonly kind: 'closed' }
  /** Text for the field that has the cursor. */
  | { readonly kind: 'typed'; readonly text: string }
  | { readonly kind: 'edited'; readonly edit: TextEdit }
  /** The cursor of a field with many lines went up or down. */
  | { readonly kind: 'line-moved'; readonly input: TextInput }
  | { readonly kind: 'field-stepped'; readonly step: 1 | -1 }
  /** Takes the suggestion of the form's "depends on". */
  | { readonly kind: 'suggestion-taken' }
  /** The form was to be saved and is not right yet. */
  | { readonly kind: 'form-refused' }
  | { readonly kind: 'log-placed'; readonly follow: boolean; readonly position: LogPosition }
  | { readonly kind: 'log-wrapped'; readonly wrap: boolean }
  | { readonly kind: 'search-opened' }
  | { readonly kind: 'search-entered' }
  | { readonly kind: 'search-ended' }
  | { readonly kind: 'told'; readonly message: Message }
  | { readonly kind: 'hushed' };

export type CommandOf<Kind extends UiCommand['kind']> = Extract<UiCommand, { kind: Kind }>;
