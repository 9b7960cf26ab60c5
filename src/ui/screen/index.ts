export type { Layer, Rect } from './layer.ts';
export type { InputEvent, KeyEvent, MouseEvent, PasteEvent } from './input-event.ts';
export type { ScreenClock } from './screen-clock.ts';
export type {
  FatalKind,
  FatalListener,
  Region,
  RegionOptions,
  Screen,
  ScreenInput,
  ScreenOptions,
  ScreenOutput,
  ScreenSize,
} from './screen-contract.ts';
export type {
  SurfaceMatches,
  SurfaceOptions,
  SurfacePosition,
  SurfaceStyles,
  TextSurface,
} from './surface.ts';
export { LineBuffer, type BufferChange } from './line-buffer.ts';
export type { StyledLine } from './styled-line.ts';
export { createScreen } from './screen.ts';
export { processTerminal } from './process-terminal.ts';
export { restoreTerminalOnExit } from './exit-paths.ts';
export { hasColours } from './colours.ts';
export { useRegionSize } from './region-size.ts';
export { borderRow, RegionBorders, useRegionBorder, type RegionBorder } from './region-border.ts';
export { graphemes, textWidth } from './text-width.ts';
export { clipText } from './clip.ts';
