/** Bounds of reading tests and their reports that no project needs to change. */
export const bounds = {
  messageCharsMax: 4_000,
  failingCasesMax: 500,
  reportCasesMax: 1_000_000,
  importFilesReadMax: 20,
  scriptDepthMax: 4,
  globMatchesMax: 10_000,
  sizePollMs: 500,
  printedBytesMax: 64 * 1024 * 1024,
  setupReasonCharsMax: 2_000,
} as const;
