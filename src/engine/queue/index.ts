import { shrinkWal, type Db, type WalOutcome } from '../db/index.ts';
import type { EngineEvent } from '../model/event.ts';
import { openIntake, type AddFeatures, type EditFeature } from './add-features.ts';
import { openCandidates, type Candidates } from './candidates.ts';
import { openCheckpoints, type Checkpoints } from './checkpoints.ts';
import { openFeatures, type Features } from './features.ts';
import { openJournal, type Journal } from './journal.ts';
import { openKnownRows, type KnownRows } from './known-rows.ts';
import { openLandings, type Landings } from './landings.ts';
import { openMessages, type Messages } from './messages.ts';
import { openPaths, type Paths } from './paths.ts';
import { openQuestions, type Questions } from './questions.ts';
import { openReplay, type Replay } from './replay.ts';
import { openRestoring, type Restoring } from './restoring.ts';
import { openRuns, type Runs } from './runs.ts';
import { openSessions, type Sessions } from './sessions.ts';
import { openToolTokens, type ToolTokens } from './tool-tokens.ts';

/** Every row of a project: what is asked for, what is being done about it, what was decided. */
export interface Queue {
  readonly journal: Journal;
  /** Another value means that another process has written meanwhile. */
  version(): unknown;
  /** Empties the database's write-ahead log when it is beyond its limit. */
  shrinkLog(): WalOutcome;
  readonly addFeatures: AddFeatures;
  readonly editFeature: EditFeature;
  readonly features: Features;
  readonly sessions: Sessions;
  readonly checkpoints: Checkpoints;
  readonly candidates: Candidates;
  readonly landings: Landings;
  readonly paths: Paths;
  readonly messages: Messages;
  readonly questions: Questions;
  readonly toolTokens: ToolTokens;
  readonly runs: Runs;
  readonly known: KnownRows;
  readonly restoring: Restoring;
  readonly replay: Replay;
}

/** Opens the queue over a database; `publish` hears every event once it is stored. */
export function openQueue(
  db: Db,
  now: () => number,
  publish: (events: readonly EngineEvent[]) => void,
): Queue {
  const journal = openJournal(db, now, publish);
  // Asked at every tick, so it is prepared once.
  const version = db.prepare<[], { data_version: number }>('PRAGMA data_version');
  const intake = openIntake(db, journal, now);
  return {
    journal,
    version: () => version.get()?.data_version,
    shrinkLog: () => shrinkWal(db),
    addFeatures: intake.add,
    editFeature: intake.edit,
    features: openFeatures(db, journal, now),
    sessions: openSessions(db, now),
    checkpoints: openCheckpoints(db, now),
    candidates: openCandidates(db, now),
    landings: openLandings(db, now),
    paths: openPaths(db),
    messages: openMessages(db, now),
    questions: openQuestions(db, now),
    toolTokens: openToolTokens(db, now),
    runs: openRuns(db, now),
    known: openKnownRows(db),
    restoring: openRestoring(db, now),
    replay: openReplay(db, journal, now),
  };
}

export { settlingEvents } from './settle-dependencies.ts';
export type { TokenOwner } from './tool-tokens.ts';
export type { AgentRow, NewSession, SessionEndRow, Sessions, SpentRow } from './sessions.ts';
export type { FeatureChanges } from './feature-changes.ts';
export type { Features } from './features.ts';
export type { Message } from './messages.ts';
export type { Requeue } from './requeue.ts';
export type { RunEnding, RunRow } from './runs.ts';
export type { KnownFeature, KnownMerge, KnownRows } from './known-rows.ts';
export type { Landing } from './landings.ts';
export type { RecordEvent } from './journal.ts';
