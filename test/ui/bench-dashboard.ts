import { startUi } from '../../src/ui/index.ts';
import type { RunningUi, UiOptions } from '../../src/ui/index.ts';
import { RecordedEngine } from './recorded-engine.ts';
import { viewOfMany } from './views.ts';

/** Mounts the real dashboard over an engine that only holds data; `print` feeds the log of an agent (`agent-1` …). */
export function mountBenchDashboard(options: Omit<UiOptions, 'engine'> & { agents: number }): {
  ui: RunningUi;
  engine: RecordedEngine;
  print: RecordedEngine['print'];
} {
  const engine = new RecordedEngine(viewOfMany(options.agents));
  const ui = startUi({ ...options, engine });
  return {
    ui,
    engine,
    print: (agent, entries) => {
      engine.print(agent, entries);
    },
  };
}
