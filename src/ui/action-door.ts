import type { Screen, TextSurface } from './screen/index.ts';
import type { Glyphs } from './glyphs.ts';
import type { UiCommand } from './store/command.ts';
import type { Engine, LeaveMode } from './store/engine-types.ts';
import type { Message, UiState } from './store/state.ts';

/** Everything an action may touch. */
export interface ActionDoor {
  readonly engine: Engine;
  readonly screen: Pick<Screen, 'repaint' | 'suspend' | 'copy'>;
  readonly glyphs: Glyphs;
  state(): UiState;
  dispatch(command: UiCommand): void;
  tell(tone: Message['tone'], text: string, hint?: string): void;
  /** Asks the engine for something once the frame is painted; a failure becomes a message. */
  call(work: () => Promise<void>): void;
  /** The lines of the log screen, while it is open. */
  log(): TextSurface | undefined;
  /** Tells the store where the lines of the log screen stand. */
  placeLog(): void;
  /** Leaves the screen; `how` is handed to whoever started it. */
  leave(how: 'quit' | 'interrupted'): void;
  /** Ends the run, with what becomes of the agents that work, then leaves. */
  stopAndLeave(mode: LeaveMode): void;
  /** Whether Ctrl+C was pressed a moment ago already. */
  isSecondInterrupt(): boolean;
}

export type Action = (door: ActionDoor) => void;
