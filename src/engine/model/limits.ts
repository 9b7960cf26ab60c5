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
  /** Tests that print nothing for so long are ended. */
  testSilenceMsMax: 3 * 60_000,
  buildDurationMsMax: 10 * 60_000,
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

/** What a project has chosen, over the defaults. */
export function limitsOf(chosen: { readonly [Name in keyof Limits]?: number | undefined }): Limits {
  const given = Object.entries(chosen).filter(([, value]) => value !== undefined);
  return { ...defaultLimits, ...Object.fromEntries(given) };
}

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
  /** Of one pattern; longer texts and lists of what was recorded are cut, those of people and agents refused. */
  patternNameCharsMax: 300,
  patternTextCharsMax: 8_000,
  patternFilesMax: 200,
  patternTestsMax: 50,
  patternTriesMax: 20,
  lessonCharsMax: 1_000,
  lessonsMax: 50,
  /** So many patterns are looked at closely in one search. */
  patternsRankedMax: 64,
  similarPatternsMax: 50,
  referenceCharsMax: 2_500,
  importPatternsMax: 100_000,
  importPatternCharsMax: 64 * 1024,
  importPatternsBytesMax: 256 * 1024 * 1024,
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
  toolTokensKeptMax: 10_000,
  /** Of one request to the tools. */
  toolRequestBytesMax: 1024 * 1024,
  toolConnectionsMax: 256,
  /** Clients of the tools that have said hello; the one that was silent longest makes room. */
  toolClientsMax: 256,
  toolClientIdleMsMax: 30 * 60_000,
  /** A whole request has arrived within this. */
  toolRequestDurationMsMax: 30_000,
  /** A call of a tool: the longest test run, and waiting for others before it. */
  toolCallDurationMsMax: 15 * 60_000,
  /** Calls that one program asks of a running engine at once. */
  toolCallsAtOnceMax: 4,
  /** After its client has gone a server over stdio waits so long for calls that run. */
  toolDrainMsMax: 5_000,
  /** Features that programs of the person work on at once. */
  guestsMax: 8,
  /** Questions that one attempt may put to the person. */
  questionsPerAttemptMax: 20,
  /** After it has handed its work in, an agent has so long to end by itself. */
  handInGraceMs: 2_000,
  /** Test runs that tools asked for, at once in the whole engine and in one work tree; the others wait. */
  toolTestRunsMax: 2,
  toolTestRunsPerTreeMax: 1,
  /** Who would wait behind so many is sent away. */
  toolTestRunsWaitingMax: 32,
  toolTestProgressMs: 1_000,
  /** Of a run as a tool gives it; the end of what was printed is what tells. */
  toolTestOutputCharsMax: 4_000,
  toolTestMessageCharsMax: 800,
  /** A test file that is written for an agent, and one sentence of it. */
  testsPerFileMax: 50,
  testSentenceCharsMax: 300,
  testNameCharsMax: 500,
} as const;
