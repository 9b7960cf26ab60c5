import type { ReactNode } from 'react';
import type { InputEvent } from './input-event.ts';
import type { Layer, Rect } from './layer.ts';
import type { ScreenClock } from './screen-clock.ts';
import type { SurfaceOptions, TextSurface } from './surface.ts';

/** The terminal's output as the screen needs it; process.stdout fits. */
export interface ScreenOutput {
  write(text: string): boolean;
  on(event: 'resize' | 'drain' | 'close', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  off(event: 'resize' | 'drain' | 'close', listener: () => void): unknown;
  off(event: 'error', listener: (error: Error) => void): unknown;
  readonly columns?: number;
  readonly rows?: number;
  /** With it `leave` writes synchronously, so that it works on the way out of the process. */
  readonly fd?: number;
}

/** The terminal's input as the screen needs it; process.stdin fits. */
export interface ScreenInput {
  on(event: 'data', listener: (chunk: Uint8Array | string) => void): unknown;
  on(event: 'end' | 'close', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  off(event: 'data', listener: (chunk: Uint8Array | string) => void): unknown;
  off(event: 'end' | 'close', listener: () => void): unknown;
  off(event: 'error', listener: (error: Error) => void): unknown;
  setRawMode?(on: boolean): unknown;
  resume(): unknown;
  pause(): unknown;
}

/** Why the screen cannot go on: a signal, a failure nobody caught, or a terminal that is gone. */
export type FatalKind =
  'SIGINT' | 'SIGTERM' | 'SIGHUP' | 'uncaughtException' | 'unhandledRejection' | 'closed';

/** Called after the terminal is restored; the caller alone decides whether the process ends. */
export type FatalListener = (kind: FatalKind, error: unknown) => void;

/** What a screen is made of. */
export interface ScreenOptions {
  readonly stdout: ScreenOutput;
  readonly stdin: ScreenInput;
  readonly clock: ScreenClock;
  /** Off unless asked for, so that the terminal's own selection of text works. */
  readonly mouse?: boolean;
  /** false paints no colour (bold, dim and reverse stay); see `hasColours`. */
  readonly colours?: boolean;
  /** Hears `closed` when the terminal is gone. */
  readonly onFatal?: FatalListener;
}

/** Size of the terminal in cells. */
export interface ScreenSize {
  readonly columns: number;
  readonly rows: number;
}

/** A rectangle that one small Ink root fills. Inside, `useRegionSize()` tells its size. */
export interface Region extends Layer {
  rerender(element: ReactNode): void;
}

/** How a region starts. */
export interface RegionOptions {
  readonly rect: Rect;
  readonly z: number;
  readonly element: ReactNode;
  readonly visible?: boolean;
}

/** The only writer to the terminal. */
export interface Screen {
  /** Takes the terminal: alternate screen, raw keys, bracketed paste. Does nothing when already entered. */
  enter(): void;
  /** Gives the terminal back as it was. Safe to call at any time and more than once. */
  leave(): void;
  readonly isEntered: boolean;
  /** Ctrl+Z: leaves, stops the process group, and comes back with a full paint when it is continued. */
  suspend(): void;
  /** Ctrl+L: paints every cell again. */
  repaint(): void;
  /** Paints what has changed now rather than at its next turn. */
  flush(): void;
  size(): ScreenSize;
  /** After a change of size has settled; the layers keep their rectangles until the listener moves them. */
  onResize(listener: (size: ScreenSize) => void): () => void;
  /** Keys, pastes and (when asked for) the mouse. Whatever a listener changes is painted at once. */
  onInput(listener: (event: InputEvent) => void): () => void;
  region(options: RegionOptions): Region;
  surface(options: SurfaceOptions): TextSurface;
  /** Rings the terminal's bell. */
  bell(): void;
  /** Puts text into the system clipboard where the terminal allows it (OSC 52). */
  copy(text: string): void;
  /** Leaves and removes every layer and listener; the screen is of no more use. */
  dispose(): void;
}
