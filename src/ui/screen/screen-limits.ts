/** Bounds of the screen, their unit in their name. */
export const screenLimits = {
  focusedIntervalMs: 33,
  otherIntervalMs: 100,
  /** How much longer the intervals may become on a slow terminal. */
  slowdownMax: 8,
  /** After a key, what answers it within this time is painted at once. */
  inputWindowMs: 200,
  resizeDebounceMs: 40,
  /** How long a lone Esc waits for the rest of a sequence. */
  escapeWaitMs: 30,
  pasteWaitMs: 1_000,
  pasteCharsMax: 1024 * 1024,
  sequenceCharsMax: 64,
  /** Replies of the terminal (OSC, DCS) may be longer than keys. */
  replyCharsMax: 4_096,
  surfaceLinesMax: 10_000,
  surfaceCharsMax: 4 * 1024 * 1024,
  lineCharsMax: 64 * 1024,
  matchesMax: 10_000,
  columnsMax: 1_000,
  rowsMax: 500,
  clippedLinesKept: 512,
  resumeWaitMs: 150,
} as const;
