export { startEngine } from './engine.ts';
export type { Engine, EngineOptions, LeaveMode } from './engine-contract.ts';
export { openProject, type Project, type ProjectOptions, type ProjectPaths } from './project.ts';
export { openQueue, type Queue } from './queue/index.ts';
export type { ConfigFlags } from './load-config.ts';
export {
  agentsOfEngine,
  openFeatureDoor,
  reachAgents,
  readLiveStatus,
  requireAnswer,
  watchStatus,
  type AgentReport,
  type AgentsReport,
  type ControlClient,
  type LiveStatus,
} from './control/index.ts';
export { modelOfFeature, openProjectModels } from './open-project-models.ts';
export { usdWords, type BudgetKey } from './models/budget.ts';
export type { BudgetReport, Spending } from './models/open-budgets.ts';
export { isPresetName, modelTiers, presetNames, presets, type PresetName } from './model/preset.ts';
export { notAPreset } from './models/settings.ts';
export { keepMessage } from './keep-message.ts';
export { makeRepository } from './git/first-commit.ts';
export { landNow } from './land-now.ts';
export { readTranscript } from './agents/transcript.ts';
export { damageFault } from './db/index.ts';
export { AgentTuiError, exitCodeOf } from './model/error.ts';
export { byteWords, lackWords } from './model/disk.ts';
export { fixedLimits } from './model/limits.ts';
export { difficulties, draftDefaults, featureStatus } from './model/feature.ts';
export type { Feature, FeatureCounts, FeatureDraft, FeatureStatus } from './model/feature.ts';
export type { EngineEvent, EventType, RunSummary } from './model/event.ts';
export type { FeatureList, FeatureRow } from './model/feature-list.ts';
export type { EngineView, GateStatus, RunState, VerdictRow } from './model/view.ts';
export type { BudgetStatus, EngineStats } from './model/stats.ts';
export type { AgentStatus, TranscriptEntry } from './model/session.ts';
export type { Checkpoint } from './model/checkpoint.ts';
export type { TestRun } from './model/test-report.ts';
export type { LandingOutcome, MainStatus } from './model/landing.ts';
export { armFailpoint } from './platform/failpoints.ts';
export { nextTurn, systemClock, type Clock } from './platform/clock.ts';
export { sanitise, sanitiseLine } from './platform/terminal-text.ts';
export type { Caller } from './model/caller.ts';
export { countOutcomes, isJudged } from './model/pattern.ts';
export type { Pattern, PatternOutcome, OutcomeCounts } from './model/pattern.ts';
export type { FoundPattern, Knowledge, KnowledgeQuery } from './knowledge/knowledge.ts';
export type {
  Difficulty,
  LearnedRow,
  ModelChoice,
  Models,
  ModelSettings,
} from './models/models.ts';
export type { Ask, FrameworkFacts, TestSelection, ToolHost } from './tool-host/tool-host.ts';
export type { OpenToolServer, PassedCall, ToolDoor, ToolServer } from './tool-host/tool-server.ts';
export { databaseHost, type DatabaseHost } from './tool-host/database-host.ts';
export { featureOf } from './tool-host/refusals.ts';
export { callerOfToken } from './tool-host/callers.ts';
export { systemRandom } from './platform/random.ts';
export { countsLine, lineObject, openKnowledge, openPatterns } from './knowledge/index.ts';
export type { Forgotten, KnowledgeStats, Patterns } from './knowledge/patterns.ts';
export {
  chooseTests,
  ctrfDocument,
  openTests,
  runSuites,
  toldTests,
} from './person-tests/index.ts';
export type { PersonTestRun, SuiteRun, ToldSuite, ToldTests } from './person-tests/index.ts';
export { suitesForGate } from './testing/index.ts';
