export { startUi } from './start-ui.tsx';
export type { RunningUi, UiOptions } from './start-ui.tsx';
export type { UiEnd } from './ui-end.ts';
export { restoreTerminalOnExit, processTerminal } from './screen/index.ts';
export type { FatalKind, FatalListener } from './screen/index.ts';
