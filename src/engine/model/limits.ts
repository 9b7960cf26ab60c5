/** Every bound of the program, its unit in its name. `Limits` are what a project may configure. */
export const defaultLimits = {
  heartbeatIntervalMs: 30_000,
  leaseDurationMs: 90_000,
  nudgeAfterMs: 10 * 60_000,
  stallAfterMs: 20 * 60_000,
  sessionDurationMsMax: 60 * 60_000,
  killGraceMs: 5_000,
  checkpointIntervalMs: 120_000,
  mainLookIntervalMs: 5_000,
  testDurationMsMax: 5 * 60_000,
  setupDurationMsMax: 10 * 60_000,
  attemptsMax: 10,
  retryDelayMs: 10_000,
  retryDelayMsMax: 10 * 60_000,
  /** The same error, or the same change, so many times in a row blocks a feature. */
  sameFailuresMax: 3,
  /** So many deaths of a feature's agents within the window block it. */
  crashesMax: 5,
  crashWindowMs: 15 * 60_000,
  /** So many deaths of agents, not all of one feature, within the window pause the run. */
  massDeathsMax: 3,
  massDeathWindowMs: 30_000,
  /** So often a ready feature may be passed over for one whose files nobody works on. */
  passedOverMax: 8,
  diskLookIntervalMs: 30_000,
  /** With less than this free where the state lives nothing is claimed. */
  diskFreeBytesMin: 512 * 1024 * 1024,
  /** A run that ends by itself waits so long for room on the disk. */
  diskWaitMsMax: 30 * 60_000,
  /** What one slot's work tree may take, ignored files too. */
  worktreeBytesMax: 10 * 1024 * 1024 * 1024,
  /** What all logs together may take. */
  logsBytesMax: 1024 * 1024 * 1024,
};

export type Limits = typeof defaultLimits;

/** Bounds that no project needs to change. */
export const fixedLimits = {
  leaseSweepIntervalMs: 10_000,
  readyFeaturesLookedAtMax: 64,
  pathsPerFeatureMax: 500,
  tickIntervalMs: 500,
  viewIntervalMs: 100,
  agentsMax: 32,
  lineBytesMax: 64 * 1024,
  sessionLogBytesMax: 64 * 1024 * 1024,
  transcriptLinesMax: 10_000,
  /** Of a running session in memory: more would cost ten agents that print without end 60 MB; the file has them. */
  transcriptLinesHeldMax: 4_000,
  testOutputBytesMax: 256 * 1024,
  reportBytesMax: 64 * 1024 * 1024,
  feedbackCharsMax: 12_000,
  failingTestsShownMax: 20,
  importFeaturesMax: 10_000,
  importBytesMax: 8 * 1024 * 1024,
  commandOutputBytesMax: 16 * 1024 * 1024,
  gitDurationMsMax: 120_000,
  candidateFileBytesMax: 20 * 1024 * 1024,
  conflictExcerptCharsMax: 2_000,
  drainMs: 300,
  drainBytesMax: 4 * 1024 * 1024,
  tailIntervalMs: 100,
  progressIntervalMs: 5_000,
  transcriptBytesMax: 16 * 1024 * 1024,
  leaveDurationMsMax: 30_000,
  eventsKeptMax: 200_000,
  backupIntervalMs: 5 * 60_000,
  /** Copied at once; between two such steps claims and keys are served. */
  backupPagesPerStep: 100,
  damagedFilesKeptMax: 5,
  /** Of so many checkpoints whose rows were lost it is found out how much they change; it takes git a while. */
  checkpointsCountedMax: 200,
  intakeTailBytesMax: 256 * 1024,
  /** Another process that brings the schema up to date is waited for so long. */
  upgradeWaitMs: 2_000,
  messageCharsMax: 8_000,
  messagesWaitingMax: 50,
  pathCharsMax: 1_000,
  controlConnectionsMax: 16,
  controlRequestBytesMax: 16 * 1024 * 1024,
  controlAnswerBytesMax: 64 * 1024 * 1024,
  /** So many events at most wait for one who follows the run; the oldest are left out. */
  controlEventsHeldMax: 500,
  /** A program that does not read for so long is dropped, and one that asks nothing for so long too. */
  controlUnreadMsMax: 10_000,
  controlIdleMsMax: 60_000,
  /** An engine that lives answers the first word within this. */
  controlHelloMsMax: 5_000,
  controlActionMsMax: 60_000,
  /** So many events are forgotten in one statement, so that nobody waits long for the write lock. */
  eventsForgottenAtOnceMax: 1_000,
  tidyIntervalMs: 5 * 60_000,
  /** Of a transcript in memory; what is older is in its file. */
  transcriptCharsMax: 1024 * 1024,
  /** Of the raw output of a session that has ended: its transcript is the record. */
  endedLogBytesMax: 256 * 1024,
  walBytesMax: 64 * 1024 * 1024,
  reserveBytes: 4 * 1024 * 1024,
  /** With what a choice of model was made from, a row has about 1 kB. */
  modelChoicesKeptMax: 20_000,
  outcomesLookedAtMax: 2_000,
  budgetUsdMax: 1_000_000,
  measureDurationMsMax: 60_000,
  /** Measuring a work tree takes at most one part in so many of the time. */
  measureShareMin: 20,
} as const;
