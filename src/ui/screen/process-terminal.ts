import type { ScreenInput, ScreenOutput } from './screen-contract.ts';

/** The terminal this process was started in, or null when its input or output is no terminal. */
export function processTerminal(): {
  readonly stdout: ScreenOutput;
  readonly stdin: ScreenInput;
} | null {
  const { stdout, stdin } = process;
  return stdout.isTTY && stdin.isTTY ? { stdout, stdin } : null;
}
