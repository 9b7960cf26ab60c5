import type { EngineEvent } from './model/event.ts';
import { fixedLimits } from './model/limits.ts';
import type { TranscriptEntry } from './model/session.ts';
import type { Clock } from './platform/clock.ts';

/** Ends a subscription. */
export type Unsubscribe = () => void;

/** Hears what the parts did and tells those who want to know. */
export interface Bus {
  readonly onChange: (listener: () => void) => Unsubscribe;
  readonly onEvent: (listener: (event: EngineEvent) => void) => Unsubscribe;
  readonly onTranscript: (listener: TranscriptListener) => Unsubscribe;
  readonly changed: () => void;
  readonly published: (events: readonly EngineEvent[]) => void;
  readonly transcribed: TranscriptListener;
  readonly lastEvent: () => EngineEvent | null;
  /** Tells of a pending change now and then nothing more. */
  readonly close: () => void;
}

type TranscriptListener = (agent: string, entries: readonly TranscriptEntry[]) => void;

/** Makes a bus. Changes are told at most ten times a second; events and transcripts at once. */
export function createBus(clock: Clock): Bus {
  const changeListeners = new Set<() => void>();
  const eventListeners = new Set<(event: EngineEvent) => void>();
  const transcriptListeners = new Set<TranscriptListener>();
  let cancel: (() => void) | undefined;
  let isClosed = false;
  let last: EngineEvent | null = null;

  const tell = () => {
    cancel?.();
    cancel = undefined;
    for (const listener of changeListeners) listener();
  };
  const changed = () => {
    if (isClosed || cancel !== undefined) return;
    cancel = clock.after(fixedLimits.viewIntervalMs, tell);
  };
  return {
    onChange: (listener) => subscribe(changeListeners, listener),
    onEvent: (listener) => subscribe(eventListeners, listener),
    onTranscript: (listener) => subscribe(transcriptListeners, listener),
    changed,
    published: (events) => {
      for (const event of events) {
        last = event;
        for (const listener of eventListeners) listener(event);
      }
      changed();
    },
    transcribed: (agent, entries) => {
      for (const listener of transcriptListeners) listener(agent, entries);
    },
    lastEvent: () => last,
    close: () => {
      if (isClosed) return;
      isClosed = true;
      tell();
    },
  };
}

function subscribe<L>(listeners: Set<L>, listener: L): Unsubscribe {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
