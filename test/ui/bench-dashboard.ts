import { systemClock } from '../../src/engine/index.ts';
import { startUi } from '../../src/ui/index.ts';
import type { RunningUi, UiOptions } from '../../src/ui/index.ts';
import type { EngineView } from '../../src/ui/store/engine-types.ts';
import { RecordedEngine } from './recorded-engine.ts';
import { feature, now as firstNow, verdict, view, viewOfMany } from './views.ts';

/** The real dashboard, and what makes it move. */
export interface BenchDashboard {
  readonly ui: RunningUi;
  /** Wall-clock milliseconds; they begin at the moment that the views are made for. */
  now(): number;
  /** Feeds the log of an agent (`agent-1` …). */
  readonly print: RecordedEngine['print'];
  /** A new view, in which every agent has used so many tokens. */
  count(tokensOf: (at: number) => number): void;
}

/** Mounts the real dashboard over an engine that only holds data, its lists as full as in a long run. */
export function mountBenchDashboard(
  options: Omit<UiOptions, 'engine' | 'clock'> & { agents: number },
): BenchDashboard {
  const start = systemClock.monotonic();
  const now = () => firstNow + Math.floor(systemClock.monotonic() - start);
  const shown = viewOfLongRun(options.agents);
  const engine = new RecordedEngine(shown);
  const ui = startUi({ ...options, engine, clock: { ...systemClock, now } });
  return {
    ui,
    now,
    print: (agent, entries) => {
      engine.print(agent, entries);
    },
    count(tokensOf) {
      const agents = shown.agents.map((agent, at) => ({
        ...agent,
        tokens: tokensOf(at),
        heartbeatAt: now() - 3_000,
        progressAt: now(),
      }));
      engine.show({ ...shown, agents });
    },
  };
}

function viewOfLongRun(agents: number): EngineView {
  const atWork = viewOfMany(agents);
  const merged = Array.from({ length: 30 }, (_, at) =>
    feature(agents + 1 + at, `Part ${String(at + 1)} of the product`, {
      state: 'merged',
      status: { kind: 'merged' },
      mergedAs: `3f2c1a9d${String(at)}`,
    }),
  );
  const { gate } = view();
  const verdicts = merged.map((row) => verdict(`v${String(row.id)}`, row));
  const features = [...atWork.features, ...merged];
  return { ...view({ ...atWork, features }), gate: { ...gate, verdicts } };
}
