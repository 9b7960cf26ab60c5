import * as reasons from './key-reasons.ts';
import type { Reason } from './key-reasons.ts';

/** Where a key works: a region of the dashboard, a screen over it, or a field for text. */
export type Context =
  | 'everywhere'
  | 'dashboard'
  | 'features'
  | 'agents'
  | 'gatekeeper'
  | 'log'
  | 'checkpoints'
  | 'details'
  | 'stats'
  | 'help'
  | 'dialog'
  | 'form'
  | 'palette'
  | 'search'
  | 'text';

/** One row of the key table. */
interface Row {
  readonly id: string;
  readonly keys: readonly string[];
  /** What it does, for help and palette. */
  readonly label: string;
  readonly where: readonly Context[];
  /** One or two words for the key line; without it the key is not named there. */
  readonly hint?: string;
  /** Why it cannot be done here and now. */
  readonly unless?: Reason;
  /** Movement and typing: of no use in the palette. */
  readonly isMotion?: boolean;
}

const lists = ['dashboard', 'checkpoints', 'details', 'stats', 'help', 'log'] as const;
const work = ['dashboard', 'log', 'checkpoints', 'details'] as const;

// One row, one line: it is read as a table.
// prettier-ignore
const table = [
  // Moving
  { id: 'up', keys: ['up', 'k'], label: 'move up', where: [...lists, 'dialog'], isMotion: true },
  { id: 'down', keys: ['down', 'j'], label: 'move down', where: [...lists, 'dialog'], isMotion: true },
  { id: 'left', keys: ['left', 'h'], label: 'move left', where: ['dashboard', 'log', 'dialog'], isMotion: true },
  { id: 'right', keys: ['right'], label: 'move right', where: ['dashboard'], isMotion: true },
  { id: 'right', keys: ['right', 'l'], label: 'move right', where: ['log', 'dialog'], isMotion: true },
  { id: 'page-up', keys: ['pageup', 'ctrl+u'], label: 'one page up', where: lists, isMotion: true },
  { id: 'page-down', keys: ['pagedown', 'ctrl+d'], label: 'one page down', where: lists, isMotion: true },
  { id: 'first', keys: ['g', 'home'], label: 'to the start', where: lists, isMotion: true },
  { id: 'last', keys: ['G', 'end'], label: 'to the end', where: lists, isMotion: true },
  // The dashboard
  { id: 'focus-next', keys: ['tab'], label: 'next region', where: ['dashboard'], isMotion: true },
  { id: 'focus-previous', keys: ['shift+tab'], label: 'previous region', where: ['dashboard'], isMotion: true },
  { id: 'open', keys: ['enter'], label: 'open what is selected', hint: 'open', where: ['dashboard'] },
  { id: 'pause', keys: ['space'], label: 'pause or resume the agent', hint: 'pause', where: work, unless: reasons.needsWorkingAgent },
  { id: 'checkpoints', keys: ['r'], label: 'checkpoints and rollback', hint: 'rollback', where: ['dashboard', 'log', 'details'], unless: reasons.needsCheckpoints },
  { id: 'kill', keys: ['K'], label: 'kill the agent, keep its work', hint: 'kill', where: work, unless: reasons.needsWorkingAgent },
  { id: 'log', keys: ['l'], label: 'the log of the agent', hint: 'log', where: ['dashboard', 'checkpoints', 'details'], unless: reasons.needsAgent },
  { id: 'add', keys: ['a'], label: 'add a feature', hint: 'add', where: ['dashboard'] },
  { id: 'edit', keys: ['e'], label: 'edit the feature', hint: 'edit', where: ['dashboard', 'details'], unless: reasons.needsRestingFeature },
  { id: 'zoom', keys: ['z'], label: 'zoom the pane and back', hint: 'zoom', where: ['dashboard'] },
  { id: 'land', keys: ['L'], label: 'bring your branch up to verified main', where: ['dashboard', 'details'], unless: reasons.needsMainBehind },
  { id: 'stats', keys: ['S'], label: 'what landed with which model, and its cost', hint: 'stats', where: ['dashboard'] },
  { id: 'pause-all', keys: ['P'], label: 'pause or resume the run', where: [...work, 'stats'], unless: reasons.needsRun },
  { id: 'checkpoint-now', keys: ['c'], label: 'take a checkpoint now', where: work, unless: reasons.needsHeldFeature },
  { id: 'discard', keys: ['x'], label: "discard the agent's work", where: work, unless: reasons.needsHeldFeature },
  { id: 'raise', keys: ['+', '='], label: 'run the feature sooner', where: ['dashboard', 'details'], unless: reasons.needsRestingFeature },
  { id: 'lower', keys: ['-'], label: 'run the feature later', where: ['dashboard', 'details'], unless: reasons.needsRestingFeature },
  { id: 'retry', keys: ['R'], label: 'try the feature again now', where: ['dashboard', 'details'], unless: reasons.needsRetriableFeature },
  { id: 'block', keys: ['B'], label: 'block or unblock the feature', where: ['dashboard', 'details'], unless: reasons.needsOpenFeature },
  { id: 'cancel-feature', keys: ['X'], label: 'cancel the feature', where: ['dashboard', 'details'], unless: reasons.needsOpenFeature },
  { id: 'focus-features', keys: ['1'], label: 'go to the features', where: ['dashboard'] },
  { id: 'focus-agents', keys: ['2'], label: 'go to the agents', where: ['dashboard'] },
  { id: 'focus-gatekeeper', keys: ['3'], label: 'go to the gatekeeper', where: ['dashboard'] },
  { id: 'agents-next', keys: [']'], label: 'next page of agents', where: ['dashboard'] },
  { id: 'agents-previous', keys: ['['], label: 'previous page of agents', where: ['dashboard'] },
  { id: 'back', keys: ['escape'], label: 'one level back', where: ['dashboard'], isMotion: true },
  // The log
  { id: 'log-follow', keys: ['f'], label: 'follow the end', hint: 'follow', where: ['log'] },
  { id: 'log-search', keys: ['/'], label: 'search', hint: 'search', where: ['log'] },
  { id: 'log-next', keys: ['n'], label: 'next match', hint: 'next', where: ['log'], unless: reasons.needsSearch },
  { id: 'log-previous', keys: ['N'], label: 'previous match', where: ['log'], unless: reasons.needsSearch },
  { id: 'log-wrap', keys: ['w'], label: 'wrap long lines', hint: 'wrap', where: ['log'] },
  { id: 'log-copy', keys: ['y'], label: 'copy the top line', hint: 'copy', where: ['log'] },
  { id: 'log-other', keys: ['tab'], label: 'log of the next agent', hint: 'next agent', where: ['log'] },
  { id: 'search-enter', keys: ['enter'], label: 'search', hint: 'search', where: ['search'], isMotion: true },
  // Checkpoints
  { id: 'rollback', keys: ['enter'], label: 'roll back to the checkpoint', hint: 'roll back', where: ['checkpoints'], unless: reasons.needsHeldFeature },
  { id: 'undo-rollback', keys: ['u'], label: 'undo the last rollback', hint: 'undo', where: ['checkpoints'], unless: reasons.needsHeldFeature },
  // Dialogs, forms, palette
  { id: 'choose', keys: ['enter'], label: 'do it', hint: 'choose', where: ['dialog'], isMotion: true },
  { id: 'choice-next', keys: ['tab'], label: 'next choice', where: ['dialog'], isMotion: true },
  { id: 'up', keys: ['up'], label: 'move up', where: ['palette'], isMotion: true },
  { id: 'down', keys: ['down'], label: 'move down', where: ['palette'], isMotion: true },
  { id: 'palette-run', keys: ['enter'], label: 'do it', hint: 'do it', where: ['palette'], isMotion: true },
  { id: 'form-save', keys: ['ctrl+s'], label: 'save the feature', hint: 'save', where: ['form'], isMotion: true },
  { id: 'form-enter', keys: ['enter'], label: 'next field; a new line in the description', hint: 'next', where: ['form'], isMotion: true },
  { id: 'form-next', keys: ['tab'], label: 'next field', hint: 'next field', where: ['form'], isMotion: true },
  { id: 'form-previous', keys: ['shift+tab'], label: 'previous field', where: ['form'], isMotion: true },
  { id: 'form-up', keys: ['up'], label: 'line or field above', where: ['form'], isMotion: true },
  { id: 'form-down', keys: ['down'], label: 'line or field below', where: ['form'], isMotion: true },
  { id: 'form-suggest', keys: ['ctrl+n'], label: 'take the suggested feature', where: ['form'], isMotion: true },
  { id: 'back', keys: ['escape', 'q'], label: 'one level back', hint: 'back', where: ['log', 'checkpoints', 'details', 'stats', 'help', 'dialog'], isMotion: true },
  { id: 'back', keys: ['escape'], label: 'one level back', hint: 'back', where: ['form', 'palette', 'search'], isMotion: true },
  // Typing
  { id: 'edit-backspace', keys: ['backspace', 'ctrl+h'], label: 'delete to the left', where: ['text'], isMotion: true },
  { id: 'edit-delete', keys: ['delete', 'ctrl+d'], label: 'delete to the right', where: ['text'], isMotion: true },
  { id: 'edit-left', keys: ['left', 'ctrl+b'], label: 'cursor left', where: ['text'], isMotion: true },
  { id: 'edit-right', keys: ['right', 'ctrl+f'], label: 'cursor right', where: ['text'], isMotion: true },
  { id: 'edit-home', keys: ['home', 'ctrl+a'], label: 'start of the line', where: ['text'], isMotion: true },
  { id: 'edit-end', keys: ['end', 'ctrl+e'], label: 'end of the line', where: ['text'], isMotion: true },
  { id: 'edit-word-left', keys: ['ctrl+left', 'alt+b'], label: 'a word left', where: ['text'], isMotion: true },
  { id: 'edit-word-right', keys: ['ctrl+right', 'alt+f'], label: 'a word right', where: ['text'], isMotion: true },
  { id: 'edit-delete-word', keys: ['ctrl+w', 'alt+backspace'], label: 'delete a word', where: ['text'], isMotion: true },
  { id: 'edit-delete-to-start', keys: ['ctrl+u'], label: 'delete to the start', where: ['text'], isMotion: true },
  // Everywhere
  { id: 'palette', keys: [':', 'ctrl+p'], label: 'every command by name', hint: 'commands', where: [...work, 'stats'] },
  { id: 'help', keys: ['?', 'f1'], label: 'the keys that work here', hint: 'help', where: ['dashboard', 'log', 'checkpoints', 'details', 'stats'] },
  { id: 'help', keys: ['f1'], label: 'the keys that work here', where: ['form', 'dialog', 'palette', 'search'] },
  { id: 'back', keys: ['?'], label: 'one level back', where: ['help'], isMotion: true },
  { id: 'quit', keys: ['q'], label: 'quit', hint: 'quit', where: ['dashboard'] },
  { id: 'repaint', keys: ['ctrl+l'], label: 'paint the screen again', where: ['everywhere'] },
  { id: 'suspend', keys: ['ctrl+z'], label: 'suspend (fg comes back)', where: ['everywhere'] },
  { id: 'interrupt', keys: ['ctrl+c'], label: 'quit; twice within 2 s stops at once', where: ['everywhere'], isMotion: true },
] as const satisfies readonly Row[];

/** The name of everything that a key can do. */
export type ActionId = (typeof table)[number]['id'];

/** One row of the key table, its id known to have an action. */
export interface Binding extends Row {
  readonly id: ActionId;
}

/** The one table of keys: behaviour, key line, help and palette come from it. Earlier rows come first in the key line. */
export const bindings: readonly Binding[] = table;
