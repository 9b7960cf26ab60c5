import type { AgentTuiError } from '../../src/engine/index.ts';
import type {
  Engine,
  EngineEvent,
  EngineStats,
  EngineView,
  LandingOutcome,
  RunSummary,
  TranscriptEntry,
} from '../../src/ui/store/engine-types.ts';

const summary: RunSummary = {
  featuresCompleted: 1,
  featuresFailed: 0,
  featuresBlocked: 0,
  featuresLeft: 0,
  durationSeconds: 1,
  verifiedMain: '3f2c1a9',
  landed: true,
};

/** An engine over data: it shows the view it was given and keeps what it was asked for. */
export class RecordedEngine implements Engine {
  readonly found = null;
  readonly asked: string[] = [];
  /** The next call fails with this. */
  failure: AgentTuiError | null = null;
  outcome: LandingOutcome = { kind: 'landed', commit: '3f2c1a9d00', commits: 3 };
  /** What the next call of `stats` answers. */
  learned: EngineStats = { learned: [], spentUsd: null, priciestUsd: null, budgets: [] };
  readonly finished: Promise<RunSummary>;
  finish: () => void;
  #view: EngineView;
  readonly #transcripts = new Map<string, TranscriptEntry[]>();
  readonly #onChange = new Set<() => void>();
  readonly #onEvent = new Set<(event: EngineEvent) => void>();
  readonly #onTranscript = new Set<(agent: string, entries: readonly TranscriptEntry[]) => void>();

  constructor(view: EngineView) {
    this.#view = view;
    const { promise, resolve } = Promise.withResolvers<RunSummary>();
    this.finished = promise;
    this.finish = () => {
      resolve(summary);
    };
  }

  show(view: EngineView): void {
    this.#view = view;
    for (const listener of this.#onChange) listener();
  }

  print(agent: string, entries: readonly TranscriptEntry[]): void {
    const printed = this.#transcripts.get(agent) ?? [];
    printed.push(...entries);
    this.#transcripts.set(agent, printed);
    for (const listener of this.#onTranscript) listener(agent, entries);
  }

  tell(event: EngineEvent): void {
    for (const listener of this.#onEvent) listener(event);
  }

  /** How many listeners are still there. */
  get listeners(): number {
    return this.#onChange.size + this.#onEvent.size + this.#onTranscript.size;
  }

  view = () => this.#view;
  stats = () => {
    this.asked.push('stats');
    return this.learned;
  };
  transcript = (agent: string) => this.#transcripts.get(agent) ?? [];
  onChange = (listener: () => void) => listenTo(this.#onChange, listener);
  onEvent = (listener: (event: EngineEvent) => void) => listenTo(this.#onEvent, listener);
  onTranscript = (listener: (agent: string, entries: readonly TranscriptEntry[]) => void) =>
    listenTo(this.#onTranscript, listener);
  checkpoints = (featureId: number) => this.#view.checkpoints[featureId] ?? [];

  start = () => this.#ask('start');
  pauseAll = () => this.#ask('pauseAll');
  resumeAll = () => this.#ask('resumeAll');
  pauseAgent = (agent: string) => this.#ask('pauseAgent', agent);
  resumeAgent = (agent: string) => this.#ask('resumeAgent', agent);
  killAgent = (agent: string) => this.#ask('killAgent', agent);
  discardWork = (agent: string) => this.#ask('discardWork', agent);
  rollback = (agent: string, to: { epoch: number; number: number }) =>
    this.#ask('rollback', agent, to.epoch, to.number);
  drain = () => this.#ask('drain').then(() => true);
  sendMessage = (agent: string, text: string) =>
    this.#ask('sendMessage', agent, text).then(() => 1);
  undoRollback = (agent: string) => this.#ask('undoRollback', agent);
  createCheckpoint = (agent: string) => this.#ask('createCheckpoint', agent);
  addFeatures = async (drafts: Parameters<Engine['addFeatures']>[0]) => {
    await this.#ask('addFeatures', JSON.stringify(drafts));
    return [];
  };
  editFeature = (id: number, draft: Parameters<Engine['editFeature']>[1]) =>
    this.#ask('editFeature', id, JSON.stringify(draft));
  retryFeature = (id: number) => this.#ask('retryFeature', id);
  blockFeature = (id: number) => this.#ask('blockFeature', id);
  cancelFeature = (id: number) => this.#ask('cancelFeature', id);
  setPriority = (id: number, priority: number) => this.#ask('setPriority', id, priority);
  land = async () => {
    await this.#ask('land');
    return this.outcome;
  };
  stop = async () => {
    await this.#ask('stop');
    return summary;
  };

  #ask(...words: (string | number)[]): Promise<void> {
    this.asked.push(words.join(' '));
    const { failure } = this;
    this.failure = null;
    return failure === null ? Promise.resolve() : Promise.reject(failure);
  }
}

function listenTo<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
