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
  treeNamesBytesMax: 64 * 1024 * 1024,
  walkedFilesMax: 50_000,
  walkedDepthMax: 32,
  treeFileBytesMax: 1024 * 1024,
  neighboursReadMax: 6,
  besideFilesReadMax: 50,
  goTestNamesMax: 500,
} as const;
